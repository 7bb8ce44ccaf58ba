/** Whether the reader's system has a font with Chinese: whether 中 looks other than a code point that no font draws. */
export function drawsChinese(): boolean {
  const [chinese, absent] = ['中', '\u{10fffe}'].map((letter) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 24
    const pen = canvas.getContext('2d')
    if (!pen) return letter
    pen.font = '20px sans-serif'
    pen.fillText(letter, 0, 20)
    return canvas.toDataURL()
  })
  return chinese !== absent
}
