/** Lists of invented people in every format, with the quirks that the real ones have. */
export const UN = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>9000001</DATAID><VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME> ZARIF </FIRST_NAME><SECOND_NAME>MUHAMMAD</SECOND_NAME><THIRD_NAME>QANDOLI</THIRD_NAME>
      <UN_LIST_TYPE>Nowhere</UN_LIST_TYPE>
      <REFERENCE_NUMBER>ZZi.001 </REFERENCE_NUMBER>
      <LISTED_ON>2014-05-06-05:00</LISTED_ON>
      <NAME_ORIGINAL_SCRIPT>ظريف محمد قندولي</NAME_ORIGINAL_SCRIPT>
      <COMMENTS1>Gender [Male]. Mother's name: X.
Second line.</COMMENTS1>
      <DESIGNATION><VALUE>FDLR  chief </VALUE></DESIGNATION>
      <NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE><VALUE>Utopia</VALUE></NATIONALITY>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2019-01-02</VALUE></LAST_DAY_UPDATED>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Zareef Kandoly; Z. Kandoli</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Falcon</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ADDRESS><CITY>Kinshasa</CITY><ZIP_CODE>Chaman, Some Province</ZIP_CODE></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-09</DATE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1972</TO_YEAR><NOTE>by a witness</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1969</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>24/06/1402 (Hijri)</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_PLACE_OF_BIRTH><COUNTRY/></INDIVIDUAL_PLACE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Pasaporte
número</TYPE_OF_DOCUMENT><NUMBER>Jordan 654781, issued in Amman</NUMBER></INDIVIDUAL_DOCUMENT>
      <SORT_KEY/><SORT_KEY_LAST_MOD/>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <DATAID>9000002</DATAID>
      <FIRST_NAME>LENA</FIRST_NAME>
      <GENDER>Female</GENDER>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>9000003</DATAID>
      <FIRST_NAME>SURMAN RELIEF SOCIETY</FIRST_NAME>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>SRS</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ALIAS><QUALITY/><ALIAS_NAME/></ENTITY_ALIAS>
    </ENTITY>
    <ENTITY>
      <FIRST_NAME>NAMELESS KEY</FIRST_NAME>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
`

export const SDN = {
  sdn: `501,"QANDOLI, Zarif","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 09 Mar 1971; alt. DOB circa 1970; nationality Afghanistan; Gender Male; Passport A1234567 (Afghanistan); Digital Currency Address - XBT 1BoatSLRHtKNngkdXEeobR76b53LETtpyT; a.k.a. '"
502,"BLUE CORMORANT","vessel","NK",-0- ,"HMAB5","Bulk",-0- ,-0- ,"Utopia",-0- ,"Vessel Registration Identification IMO 9187629."
503,"A COMPANY ""WITH"" QUOTES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 
broken,row,here
\u001a`,
  alt: '501,1,"aka","KANDOLY, Zareef",-0- \r\n\u001a',
  add: '501,1,"1 Road","Town","Afghanistan",-0- \r\n',
  comments: '501,"ZQ\'."\r\n',
} as const

export const OFAC_XML = `<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>07/01/2021</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry>
    <uid>501</uid><firstName>Zarif</firstName><lastName>QANDOLI</lastName><sdnType>Individual</sdnType>
    <programList><program>SDGT</program></programList>
    <idList><id><uid>1</uid><idType>Passport</idType><idNumber>A1234567</idNumber><idCountry>Afghanistan</idCountry></id></idList>
    <akaList><aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>Falcon</lastName></aka></akaList>
    <nationalityList><nationality><uid>3</uid><country>Afghanistan</country><mainEntry>true</mainEntry></nationality></nationalityList>
    <dateOfBirthList><dateOfBirthItem><uid>4</uid><dateOfBirth>09 Mar 1971</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>502</uid><lastName>LOTUS &amp; CO</lastName><sdnType>Entity</sdnType></sdnEntry>
</sdnList>
`

export const FTM = `{"id":"q1","schema":"Person","properties":{"name":["Zarif Qandoli"],"weakAlias":["Falcon"],"birthDate":["1971"],"nationality":["af"]}}
{"id":"a1","schema":"Address","properties":{"full":["1 Road"]}}
{"id":"broken
{"id":"v1","schema":"Vessel","properties":{"name":["Blue Cormorant"],"imoNumber":["IMO9187629"]}}
{"schema":"Person","properties":{}}
`

export const PLAIN = `\ufeffid,name,type,birth_date,country,quality
1,Zarif Qandoli,person,1971-03-09,AF,good
1,"Kandoly, Zareef",,1970/1972,,low
2,Blue Cormorant,vessel,,,
3,,,,,
4,Robby,robot,,,
5,Somebody,,1971-13-40,,
6,Someone,,,Atlantis,
7,too few
`
