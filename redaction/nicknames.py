"""Short forms and other spellings of given names: one family of names a line, every name may stand for every other.

The first name of a line is the full one; names before the bar are spellings of it, those after are short forms.
Written by hand for this project.
"""

from __future__ import annotations

from functools import cache

from redaction.lexicon import given_names, is_word

_LINES = """
abdul abdull abdel abdal | abz
abigail abigale abbigail | abbie abby abi gail
adam | ad
adeel adil
ahmed ahmad ahmet achmed | med
aisha ayesha aysha aishah ayisha | ash
alan allan allen alun | al
albert | al bert bertie albie
alexander alexandre aleksander alejandro | alex al sandy xander zander sasha lex
alexandra aleksandra alessandra | alex alexa sandra sasha lexi lexie sandy
alfred | alf alfie fred freddie
alice alyce | ali allie
alison allison alyson | ali allie
amelia amelie emelia | amy millie milly mia
amy aimee amie
andrew andreas andrzej | andy drew
angela | angie ange
ann anne anna hannah ana | annie nan
anthony antony antonio | tony ant
archibald | archie
arthur | art artie
ashley ashleigh ashlee | ash
barbara | barb babs barbie
benjamin | ben benny benji benjy
bernadette | bernie
bethany bethanie | beth bethy
bradford | brad
bradley bradlee bradleigh | brad bradders
brandon branden | bran
brian bryan
bridget | bridie biddy
callum calum | cal
cameron | cam
caroline carolyn | carrie caz
cassandra | cass cassie sandra
catherine katherine kathryn catharine katharine cathryn katarina catarina katarzyna | cath cathy kate katie katy kath
charles carlos karl | charlie chas chuck chaz
charlotte | charlie lottie char lotte
chloe khloe cloe
christian kristian | chris
christina kristina christine kristine | chris chrissie chrissy tina krissy
christopher kristopher krzysztof cristopher | chris kit topher
clare claire clair
clifford | cliff
connor conor konnor | con
courtney courtenay
curtis kurtis | curt
damian damien damon | damo dame
daniel danyal | dan danny
danielle daniella | dani danni ella
darren darran daren | daz dazza
david dafydd dawid | dave davey davy
deborah debra debora | deb debbie debs
declan deklan | dec deccy
denise denice | den
derek derrick | del des
desmond | des dez
dominic dominik | dom
donald | don donnie
dorothy | dot dottie dolly
douglas | doug dougie
duncan | dunc
edward eduardo | ed eddie eddy ned ted teddy
eleanor elinor eleanora | ellie nell nellie nora ella
elizabeth elisabeth elspeth elzbieta | liz lizzie lizzy beth betty bess bessie eliza libby lisa elsie betsy
ellen helen | ellie nell nellie
elliot elliott eliot eliott | ell
emily emilie emilia | em emmy millie milly
emma | em emmy
eric erik
esther ester | essie
ethan ethen | eth
evelyn | eve evie
fatima fatimah fatema fatma fathima | fati
finlay finley findlay | fin finn
florence | flo florrie flossie
frances francesca | fran frankie francie cesca
francis francisco frank | fran frank frankie
frederick frederik | fred freddie freddy
gabriel | gabe gabby
gabrielle gabriella | gabby gabi ella
gareth garath | gaz
gary garry | gaz gazza
gemma jemma | gem jem
geoffrey jeffrey jeffery | geoff jeff
george jorge jerzy | georgie
georgina georgia georgiana | georgie gina
gerald gerard | gerry jerry
gillian jillian | gill jill gilly
graham graeme grahame
gregory grzegorz | greg gregg
gurpreet | gurp preet
hamza hamzah
harold | harry hal
harriet harriett | hattie harrie
hasan hassan
hayley haley hailey | hay
henry | harry hal hank
holly hollie | hol
hussain hussein husain hossain hussien
ian iain
ibrahim ebrahim | ibby ibz
imogen imogene | immy immie
isaac izaak issac | zac ike
isabella isabel isabelle isobel isabell | bella izzy izzie belle issy tilly
jackson jaxon jaxson | jack jax
jacob jakub | jake
jacqueline jaqueline | jackie jacqui
james | jim jimmy jamie jimbo
jane jayne
janet | jan
jasmine jasmin yasmin yasmine yasmeen | jas jaz jazz yas
jason | jay jase
jayden jaiden jaydon jaden | jay
jean jeanne | jeanie
jennifer jenifer | jen jenny jenna
jeremy | jez jem jerry
jessica jesica | jess jessie jessy
joanne joanna johanna | jo joey
john jon jonny jan | johnny jack jonny
jonathan johnathan jonathon | jon jonny jonty
jordan jordon jorden | jord jordy
joseph josef yusuf yousef youssef yousuf yusef jozef | joe joey jo
josephine | jo josie
joshua | josh
judith | judy jude judi
julia julie juliet | jules
julian julien | jules
kathleen cathleen | kath kathy kate kay
kathy kit kitty kat
kayleigh kayley kaylee keighley | kay
kenneth | ken kenny
kevin | kev
khadija khadijah khadeeja | khadi
kieran kieron kiran ciaran | kier
kimberley kimberly | kim
kristopher kristian | kris
kyle | ky
laura | lauri
lauren | loz
lawrence laurence | larry laurie lorry
leanne leeanne lianne | lea
leonard | len lenny leo
leslie lesley | les
lewis louis luis | lou louie lew
liam william
lilian lillian lily lilly | lil
linda lynda | lin lindy
louise louisa | lou lulu
lucas lukas luke luca | luke luc
lucy lucie luci | lu
luke | lukey
mackenzie mckenzie | mac kenzie
madeleine madeline madelyn | maddie maddy
madison maddison | maddie maddy
malcolm | mal
marcus markus | marc
margaret margret malgorzata | maggie meg peggy marge margie madge greta
maria marie mary maryam mariam miriam marya | molly polly mimi
marilyn marilynne | mari
mark marc marcus markus marek
martha | marty
martin martyn marten | mart marty
matilda | tilly tilda mattie
matthew mathew mateusz matteo | matt matty
maureen | mo
maximilian maxwell maximus | max
megan meghan meagan | meg
melanie | mel
melissa | mel lissa missy
michael micheal mikael michal miguel | mike mick mickey mikey micky
michelle michele | shell chelle
millicent | millie milly
mohammed muhammad mohamed mohammad muhammed mohamad mohamud mahomed muhamad mohd | mo moh md
nadia nadya
natalie nathalie | nat
natasha | tasha nat tash
nathan | nate nath
nathaniel nathanael | nate nat nathan
neil neal niall
nicholas nicolas nikolas mikolaj | nick nicky nico
nicola nichola nicole | nicky nic nikki
nigel | nige
norman | norm
oliver olivier | ollie olly
olivia | liv livvy ollie livy
oluwaseun | seun
oscar oskar | ozzy
owen owain eoin eoghan | owie
pamela | pam pammy
patricia | pat patsy trish tricia paddy patti
patrick padraig patryk | pat paddy rick
paul pawel pablo pavel | pauly
penelope | penny pen
peter piotr pedro | pete
philip phillip filip | phil pip
philippa phillipa | pip pippa
phoebe phebe | phoebs
rachel rachael rachelle | rach
raymond | ray
rebecca rebekah rebeca | becky becca bex beck
reginald | reg reggie
rhys reece rees reese
richard ricardo ryszard | rick dick ricky rich richie dickie
robert roberto | rob bob robbie bobby bert
robyn robin
roderick roddy | rod rory
roger rodger | rog
ronald | ron ronnie
rosalind rosalyn | ros roz rosie
rosemary | rose rosie romy
rupert | rupe
russell russel | russ
ryan rian
samantha | sam sammy sammie
samuel | sam sammy
sandra | sandy san
sarah sara saira | sal sally sadie
scarlett scarlet | scar
sean shaun shawn
sebastian | seb bas
shannon | shan
sharon | shaz
shirley | shirl
sian sean
sidney sydney | sid syd
simon szymon | si
sophia sofia sophie sofie zofia | soph
stanley stanislaw | stan
stephanie steffanie | steph steffi stevie
stephen steven stefan stephan | steve stevie ste
stuart stewart | stu
susan suzanne susanna susannah | sue susie suzie suzy
tabitha | tabby
tamara tamar | tammy tam
tamsin tamsyn tamzin | tam
terence terrance | terry tel
teresa theresa therese | terry tess tessa tracy
theodore | theo ted teddy
thomas tomas tomasz | tom tommy
timothy | tim timmy
tobias | toby tobi
tracey tracy tracie
trevor | trev
tristan tristram | tris
tyler tylor | ty
umar omar omer
usman osman uthman othman
valerie | val
vanessa | ness nessa
veronica weronika | ronnie vera
victor wiktor viktor | vic
victoria wiktoria viktoria | vicky vicki tori vic
vincent | vince vinny
vivian vivien vivienne | viv
walter | wally walt
wendy
william wilhelm | will bill billy willy wills liam
winifred | winnie fred
xavier | zav
yvonne
zachary zachariah zakariya zacharias | zac zach zack zak
zahra zara
zainab zaynab zaineb zeinab
zoe zoey zoie
"""


@cache
def _tables() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Name → its short forms; name → its other spellings, and the full names it may be short for."""
    shorts: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for line in _LINES.strip().splitlines():
        full, _, short = line.partition("|")
        for name in full.split():
            shorts.setdefault(name, set()).update(short.split())
            others.setdefault(name, set()).update(full.split())
        for name in short.split():
            # A short form leads to the full names only: Liz is Elizabeth, but Liz is not Beth.
            others.setdefault(name, set()).update(full.split())
    return shorts, others


@cache
def short_forms(given_name: str) -> frozenset[str]:
    """What somebody with this folded given name is called for short."""
    return frozenset(_tables()[0].get(given_name, ())) - {given_name}


@cache
def other_forms(given_name: str) -> frozenset[str]:
    """Every other form a folded given name may be written in: short, full, or spelled differently."""
    return (short_forms(given_name) | frozenset(_tables()[1].get(given_name, ()))) - {given_name}


@cache
def clipped_forms(given_name: str) -> frozenset[str]:
    """The starts of a folded given name that are names and no words: "brad" of a Bradshaw.

    Three or four letters that end in a consonant or an o, with two letters at least cut off.
    """
    starts = (given_name[:length] for length in (3, 4) if len(given_name) >= length + 2)
    return frozenset(one for one in starts if one[-1] not in "aeiuy" and one in given_names() and not is_word(one))
