/**
 * Member and observer States too small for the shapes of this scale: longitude and latitude of their capitals or main
 * islands, in degrees, by code of the standard M49.
 */
export const SMALL_PLACES: Readonly<Record<string, readonly [number, number]>> = {
  '020': [1.52, 42.51], // Andorra
  '028': [-61.85, 17.12], // Antigua and Barbuda
  '048': [50.58, 26.22], // Bahrain
  '052': [-59.62, 13.1], // Barbados
  '132': [-23.51, 14.92], // Cabo Verde
  '174': [43.25, -11.7], // Comoros
  '212': [-61.39, 15.3], // Dominica
  '308': [-61.75, 12.05], // Grenada
  '336': [12.45, 41.9], // Holy See
  '296': [172.98, 1.33], // Kiribati
  '438': [9.52, 47.14], // Liechtenstein
  '462': [73.51, 4.18], // Maldives
  '470': [14.51, 35.9], // Malta
  '584': [171.38, 7.09], // Marshall Islands
  '480': [57.5, -20.16], // Mauritius
  '583': [158.16, 6.92], // Micronesia (Federated States of)
  '492': [7.42, 43.74], // Monaco
  '520': [166.92, -0.55], // Nauru
  '585': [134.62, 7.5], // Palau
  '659': [-62.73, 17.3], // Saint Kitts and Nevis
  '662': [-60.99, 14.01], // Saint Lucia
  '670': [-61.22, 13.16], // Saint Vincent and the Grenadines
  '882': [-171.77, -13.83], // Samoa
  '674': [12.45, 43.94], // San Marino
  '678': [6.73, 0.34], // Sao Tome and Principe
  '690': [55.45, -4.62], // Seychelles
  '702': [103.85, 1.29], // Singapore
  '776': [-175.2, -21.14], // Tonga
  '798': [179.2, -8.52], // Tuvalu
}
