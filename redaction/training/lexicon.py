"""Writes the detectors' word lists: English words, given names, family names.

Sources: the name lists of Faker's locales (MIT), the lower-case words of the training judgments and of Python's own help
texts, and what is added by hand below. Run `python -m redaction.training.lexicon`.
"""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from pydoc_data import topics

from redaction.normalise import fold

HERE = Path(__file__).parent
LEXICON = HERE.parent / "detect" / "lexicon"
_NAME = re.compile(r"[a-z][a-z'-]{1,20}")
_LEFT_OUT = frozenset({"is_IS"})  # patronymics by the thousand, rare in English files

GIVEN_BY_HAND = """
aaliyah aarav aaron abdi abdul abdullah abdullahi abigail adam adeel aditya adrian ahmad ahmed aidan aiden aisha aishah akash
ayaan alesha alfie alisha alina amaan amara amelia amina aminah amir amira amirah amrit anaya andrei andrzej aneesa angus anika
anita anjali anwar archie ariana arjan arjun arlo arooj arthur asad asha ashok asif asma ava ayan ayesha aysha ayub azra bartosz
bashir bethany bilal blessing bogdan caitlin callum cara chantelle chidi chioma chloe ciara connor courtney daisy damian danielle
danish darius darren deepak deepika demi destiny devon dhruv divya dominik dylan ebony edith efe eilidh eleanor elif elijah ellie
elsie emeka emilia erin ethan eva evelyn evie ewan faisal faith faizan farah farhan farooq fatema fatima fatimah ffion finlay
florence freddie freya funmilayo gabriel gareth gavin george georgia georgina gethin gita grace gurpreet gurdeep habib habiba
hafsa haider hamid hamza hanif hannah harjit harleen harley haroon harper harpreet harriet harris harry harvey hasan hashim hassan
hayden heidi henry hira hugo humaira husain hussain hussein ibrahim idris ifeoma imani imogen imran inaya ines iqra irfan isaac
isabella ishaan isha isla ivy jack jacob jade jagdeep jahid jai jake jamal james jamie jasleen jasmin jasmine jason jaspreet jaswinder
javed jaya jayden jaydon jemima jenna jessica joanna jodie joel jorja josh joshua jude julia junaid kacper kai kamal kamil kareem
karim karol kasia katarzyna kavita kayden kayla kayleigh kelechi kelly khadija khadijah khalid khalil kian kieran kiran kirsty
krishna krzysztof kwame kyle lacey lachlan laiba laila lakshmi latisha latoya layla leah leighton lena leo leon lewis lexi liam
lily lilly logan lola louie louis luca lucas lucia lucy luke luna lydia maciej macy maddison madeleine mahmood mahmud maia maisie
malachi malik manisha manjit mansoor manpreet maria mariam marek marlon marwa maryam mason mateusz matilda maya mehmet meera megan
mehreen mia micah michal mikael mila millie mina mohamed mohammad mohammed mohamud molly monika morgan muhammad muhammed mumtaz
mustafa myla nadeem nadia naeem nafisa naila naima naomi nasir nasreen natalia natasha naveed navjot nazia neha niamh nia nicole
nikhil nikita nimra nisha noah noor nora nusrat oakley obinna olamide oliver olivia ollie oluwaseun omar osman oscar owais owen
parveen patryk piotr poppy prakash preeti priya quentin rabia rachel rafal rafael rahim rahul raja rajesh ranjit rashid ravi
rayan reece reggie reza rhea rhiannon rhys ria riaz rihanna rita riya rizwan robyn rohan ronnie rory rosie roza rubina ruby rukhsana
ruqayyah ryan saad saba sabina sadia sadiq safa saffron sahil saima sajid salma salman samina samira samuel sana sandeep sanjay
sara sarah sardar sasha scarlett sean sebastian seren shabana shabir shafiq shahid shaheen shakil shamima shanice sharif shaun
shazia sheikh shola shreya sidra sienna simran sofia sofija sohail sonia sophia sophie stanley stefan suleiman sultan sunil sunita
suraj surinder svetlana sylwia tahir taiwo talha tamara tanisha tanvi tariq tasneem tayyab temitope teresa thabo theo thomas tia
tiana tilly tobias toby tochi tomasz tommy tyler tyrone umar umaima usman uzma valentina vanessa vijay vikram vinod waleed waqar
wasim wiktor wiktoria willow xavier yahya yasin yasir yasmin yasmine younis yousaf yousef yusuf yvonne zac zach zahid zahra zaid
zainab zak zakariya zara zaynab zeeshan zofia zoe zoha zubair zuzanna
"""

FAMILY_BY_HAND = """
abbas abdi abdulla abdullahi abubakar achebe adebayo adeyemi adeleke afolabi aftab agarwal ahmad ahmadi ahmed akhtar akinola akram
akter ali alam amin anjum ansari anwar arif arshad asante aslam awan ayub aziz azad babatunde baig bajwa balogun banerjee bano bari
bashir begum bello bhatt bhatti bibi boateng botha butt chatterjee chaudhary chaudhry chaudhury chauhan cheema chen cheung choudhury
chowdhury chukwu contreh dahal dar das desai deol dhaliwal dhillon din diallo dlamini dogra eze farooq farah garba gill gurung
grewal guled habib haider haji hamid hanif haq hasan hassan hossain hosseini huang huq hussain hussein ibrahim idris ilyas iqbal
islam ismail jabeen jaffri jagger jama jamil javed joshi kamara kapoor kaur kazmi khalid khalil khan khanum khatun kowalczyk kowalska
kowalski kumar kumari lewandowski lim liu mahmood mahmud malhotra malik mansoor masih masood mehta memon mensah mian minhas miah mir
mirza mistry mohamed mohamud mohammed mughal mukherjee musa mustafa nadeem naidu nair naqvi nasir nawaz ndlovu nguyen nowak nwosu
obi ofori ogunleye okafor okeke okoro okonkwo olawale omar onyeka osei osman owusu pandey pandya parmar parveen patel pathak perera
popa popescu prasad qureshi rafiq rahman raja ramzan rana rao rashid rathore raza reddy rehman riaz sadiq saeed sahota saini saleem
salim sandhu sarkar sarwar sawicki shafiq shah shahid shaikh sharif sharma shaw sheikh sherpa shinwari siddique siddiqui sidhu silva
singh sohal soni sultan szymanski tahir tariq thapa tran trivedi uddin ullah usman vaughan verma vyas wang warsame waseem wojcik
wong yadav yang yousaf yusuf zafar zaman zhang zielinski
"""

WORDS_BY_HAND = """
absence absences absent academy access account acknowledged action actions address adult advised afternoon agreed allegation also
although am answered apologies apology appointment arranged asked assessment assistant at attached attend attendance attended
attending attends aunt authorised authority autumn background balance banned bank behaviour believed besides best between birth bless
board book both boxing boy brother bullied bullying bus by called caller calls care carer carers case caseworker caution cc ceased
chair chairs chased chat checked child children class clerk code collected comment comments completed concern concerned concerns
conclusion conditions conduct confidential confirmed consent contact contacted contacts convicted copied copy council counsel
cousin covid dad date dates daughter day dear deputy described despite details diagnosed did diary director disclosed disclosure
discussed discussion dismissed doctor does draft due during early education either email emailed emails enclosed end ended enquiry
evening every evidence exam exclusion excluded explained extended family father file final fine first five following follows foster
four friday friend friends from further gave general girl good governor grace grandad grandfather grandma grandmother granddad
guardian had half has have he head headteacher health hearing held hello her here hi him his history holiday home hospital hours
house how however hub i if ill illness in incident inclusion information informed inspector instructed internal interview interviewed
into investigation is issued it its joy july june justice key kind know lack last late later lead learning leave left legal
letter letters level lives living local log lunch made magistrates main make manager many march mark marks mask matter may me
meanwhile measured medical meet meeting member mentor message messages met mid minutes miss missed monday monitor month morning
mother moved mr mrs ms mum music my name nan need neighbour neither never new next nil no nobody none nor not note noted notes
notice notices nothing now number nurse obtained occupation of off offence offender office officer officers on once one only opened
or order other our out outcome outcomes outside overall page paid panel parent parental parents part partner passed pastoral
payment penalty per persistent person phone phoned please police policy positive possible post prayer present previous
primary prior private professional progress prosecution provided psychologist pupil pupils purpose pursued rang raised reason
reasons received recent reception record recorded records refer referral referred refused regards register regular relation
reminder replied reply report reported reporter request requested resident response responded result results returned review
reviewed risk role said same saturday saw says school schools second secondary see seen send sen senco sent september service session
sessions several she should shouted sibling siblings sick signed since sincerely single sister sixth social some soon special spoke
spring staff start started stated statement statements stated status stepbrother stepdad stepfather stepmother stepmum stepsister
still stopped street student subject suggested summary summer summons sunday supervision support supported surgery suspended suspects
talked taken targets taxi teacher teachers team telephoned term terms text texted thank thanks that the their them then there
therefore these they third this those though three threatened thursday time title to today told tomorrow took transcript transport
tried truancy truant tuesday tutor two unauthorised uncle under unable unless until upset update updated upon urgent us verbal verdict
video visit visited visits voicemail wait walked warned warning was we wednesday week weekly weeks welfare went were what when where
whereas whether which while who whole whom whose why will winter with within without witness witnessed work worked worker worried
would wrote year years yes yesterday you young your yours youth
abuse accident adhd ambulance anger anxiety anxious april argument arrest arrested arrived asthma august autism bail banned bed blame
breakfast brought bruise building bye camhs canteen cheers christmas classroom claimed clothes cold comply computer corridor counselling
court cried crying cut damage dawn december deadline dentist depressed depression diabetes disabled distressed door drink driving
drugs drunk ears easter eczema eid english epilepsy evicted exams fair fall feeling fell field fight fighting fighter fines finished
flat floor flu food football former found french friends front game gate gave geography german getting girls gp group guilty gym
hall hand happy harm heating hope hopes hoping hospital hostel hurt incidents infant injury january junior keen keeping kept kids kitchen
language laptop late leaving lesson lessons library lies lift likely literacy lives lodged lost maths mental migraine minor mobile
money moving nights november nursery october oral pain park parking pastor persons pictures places play playground pleaded pm
poor prefect prison probation procedure quiet reading really rent repeat rent rose rude rules running safe safeguarding safety
science seizure self sentenced september settled shop shopping shouting sickness skipping sleep sleeping smoke smoking social sports
spotted staying stole stomach streets suicide surname swore talking tearful tells term tired tooth town toilet trip trouble tuition
tv uniform unwell vaping violence violent virus vomiting waiting walking watch weekend works worry worse yard yelled
tel mob mobile nino nhs upn uln dob ref fax urn eso ewo senco sendco camhs mash ehcp ehc lac cin pcn fpn gdpr dpa foi sar ico pace
gcse sats ks1 ks2 ks3 ks4 eyfs send pru ap eal fsm dsl lado iro cps hmcts cme ehe nipe gp dr hod slt smt ta pe rs ict dt pshe nb
sir yr yrs am pm est approx min max avg pct tbc tba asap fyi attn encl pp wef eta avge mon tue wed thu fri sat sun
drives drove collects collected brings brought picks dropped drops parks argued complains complained smashed punched pushed kicked
bicycle bike tablet laptop bus car van parked bag coat shoes jumper blazer trousers tie skirt
frown crown clown grown drown vote note fine whole tone home same game name fame sand land stand hand month mouth north south
bill frank gene jack john rob pat sue art bob dot drew jean jay kitty lance miles nick norm peg penny piper ray rich robin rod
ruby rusty sandy scarlet skip sky sonny stone storm sunny ted victor violet wade ward warren young amber angel autumn bailey basil
berry blake blossom brook brooks candy carol chance charity chase cherry christian clay cliff coral crystal daisy dale dean destiny
duke earl eve faith fern flora forest forrest gale ginger glen grant guy harmony harper hazel heath heather holly honey hunter iris
ivy jade jasmine jewel joy june lane laurel lily marina mason melody mercy mercedes myrtle noble olive opal pansy patience paris pearl poppy
precious princess prince rain reed reef river rowan sage sienna summer taylor tiger tilly trinity unity willow winter wren
baker barber bell bishop black bond bowl bridge brown burns butler carpenter carter case church clark clerk cook cooper cross day
field fisher fletcher ford fox freeman french gardener gray green grey hall hardy hill holmes house howe hunt hurst judge king knight
lake law little long love marsh marshall mason mills moon moore moss nash page park parker parks penny pike pope potter powers price
read rice rivers rock root rose rush salmon sharp shepherd short silver singer small smart smith snow speed spencer stanley steel
steward stone strong swan sweet temple thorn town turner waters webb weeks wells west wheeler white wild winter wise wolf wood woods wright
"""

PLACES_BY_HAND = """
afghan albanian algerian american angolan arab argentinian armenian asian australian austrian bangladeshi barbadian bengali belgian
brazilian british bulgarian burmese cameroonian canadian caribbean catholic chinese christian colombian congolese croatian cuban
cypriot czech danish dutch egyptian english eritrean estonian ethiopian european filipino finnish french gambian georgian german
ghanaian greek guyanese gypsy hindu hungarian icelandic indian indonesian iranian iraqi irish islamic israeli italian jamaican
japanese jewish jordanian kashmiri kenyan korean kosovan kurdish kuwaiti latvian lebanese libyan lithuanian macedonian malaysian
maltese mexican mirpuri moldovan mongolian moroccan muslim nepalese nepali nigerian norwegian pakistani palestinian pashto peruvian
polish portuguese punjabi roma romanian romany russian rwandan saudi scottish serbian sikh slovak slovenian somali spanish sudanese
swahili swedish swiss syrian tamil thai traveller tunisian turkish ugandan ukrainian urdu uzbek vietnamese welsh yemeni yoruba
zambian zimbabwean africa america asia europe britain england scotland wales ireland ulster
aberdeen accrington aldershot ashford aylesbury banbury bangor barking barnet barnsley barrow basildon basingstoke bath bedford
belfast bexley birkenhead birmingham blackburn blackpool bolton bournemouth bracknell bradford brent brierley brighton bristol
bromley burnley burton bury cambridge camden canterbury cardiff carlisle chatham chelmsford cheltenham chester chesterfield
colchester corby coventry crawley crewe croydon darlington dartford derby doncaster dorchester dover dudley dundee durham ealing
eastbourne edinburgh enfield exeter gateshead gillingham glasgow gloucester greenwich grimsby guildford hackney halesowen halifax
hammersmith haringey harlow harrogate harrow hartlepool hastings havering hereford hillingdon hounslow huddersfield hull ipswich
islington kettering kidderminster kingswinford lambeth lancaster leeds leicester lewisham lincoln liverpool london loughborough
lowestoft luton lye macclesfield maidstone manchester mansfield margate merton middlesbrough newcastle newham newport northampton
norwich nottingham nuneaton oldbury oldham oxford peterborough plymouth poole portsmouth preston reading redbridge redditch
rochdale rotherham rugby runcorn salford salisbury sandwell scarborough scunthorpe sedgley sheffield shrewsbury slough smethwick
solihull southampton southend southport southwark stafford stevenage stockport stoke stourbridge sunderland sutton swansea swindon
tamworth taunton telford tipton torquay truro wakefield wallasey walsall warrington warwick watford wednesbury wigan winchester
windsor wirral woking wolverhampton worcester worthing yeovil york yorkshire lancashire cheshire cornwall cumbria devon dorset
essex gloucestershire hampshire herefordshire hertfordshire kent leicestershire lincolnshire merseyside midlands norfolk
northumberland nottinghamshire oxfordshire shropshire somerset staffordshire suffolk surrey sussex warwickshire wiltshire
worcestershire brackenford
"""


def main() -> None:
    """Write the four lists beside the detectors."""
    LEXICON.mkdir(exist_ok=True)
    names = _faker_names()
    _write("given", names["first_name"] | set(GIVEN_BY_HAND.split()))
    _write("family", names["last_name"] | set(FAMILY_BY_HAND.split()))
    _write("places", _places() | set(PLACES_BY_HAND.split()))
    _write("words", _words() | set(WORDS_BY_HAND.split()))


def _faker_names() -> dict[str, set[str]]:
    import faker.providers.person as locales

    found: dict[str, set[str]] = {"first_name": set(), "last_name": set()}
    for module in pkgutil.iter_modules(locales.__path__):
        if module.name in _LEFT_OUT:
            continue
        provider = importlib.import_module(f"{locales.__name__}.{module.name}").Provider
        for attribute in (name for name in dir(provider) if "romanized" not in name):
            for kind, names in found.items():
                if kind in attribute:
                    names.update(_folded(getattr(provider, attribute)))
    return found


def _places() -> set[str]:
    """Words of countries, and of the places that the training judgments name; never those of the development ones."""
    from faker.providers.address.en import Provider

    found = {word for country in Provider.countries for word in fold(country).split()}
    with gzip.open(HERE / "tab.jsonl.gz", "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if entry["split"] == "train":
                named = (entry["text"][one["start"] : one["end"]] for one in entry["entities"] if one["type"] == "LOC")
                found.update(word for place in named for word in re.findall(r"(?<!\w)[A-Z][\w'-]{3,}", place))
    return {word for word in map(fold, found) if _NAME.fullmatch(word) and len(word) > 3}


def _folded(values: object) -> Iterable[str]:
    if not isinstance(values, dict | list | tuple):
        return ()
    folded = (fold(value) for value in values if isinstance(value, str))
    return (name for name in folded if _NAME.fullmatch(name))


def _words() -> set[str]:
    counts: Counter[str] = Counter()
    with gzip.open(HERE / "tab.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(re.findall(r"(?<!\w)[a-z]{2,}(?!\w)", json.loads(line)["text"]))
    general = Counter(re.findall(r"(?<![\w.`'\"(])[a-z]{3,}(?![\w(.`'\"])", " ".join(topics.topics.values())))
    return set(counts) | {word for word, count in general.items() if count >= 4}


def _write(name: str, entries: Iterable[str]) -> None:
    content = "\n".join(sorted(entries)).encode()
    with (LEXICON / f"{name}.txt.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(content)


if __name__ == "__main__":
    main()
