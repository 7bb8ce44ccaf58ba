import type { ReactNode } from 'react'
import css from './cards.module.css'

type Children = { children: ReactNode }

/** Things that are each read as a whole, one below the other: requests, holds, reviews. */
export const Cards = ({ children }: Children) => <ul className={css.cards}>{children}</ul>

export const Card = ({ children }: Children) => <li className={css.card}>{children}</li>

/** What the reader may do with it; nothing stands there where they may do nothing. */
export const CardActs = ({ children }: Children) => <div className={css.acts}>{children}</div>
