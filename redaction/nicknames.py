"""Short forms and other spellings of given names: one family of names a line, every name may stand for every other.

The first name of a line is the full one; names before the bar are spellings of it, those after are short forms.
Written by hand for this project.
"""

from __future__ import annotations

from functools import cache

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
barbara | barb babs barbie
benjamin | ben benny benji benjy
bernadette | bernie
brian bryan
bridget | bridie biddy
cameron | cam
caroline carolyn | carrie caz
cassandra | cass cassie sandra
catherine katherine kathryn catharine katharine cathryn katarina catarina katarzyna | cath cathy kate katie katy kath
kathy kit kitty kat
charles carlos karl | charlie chas chuck chaz
charlotte | charlie lottie char lotte
chloe khloe cloe
christian kristian | chris
christina kristina christine kristine | chris chrissie chrissy tina krissy
christopher kristopher krzysztof cristopher | chris kit topher
clare claire clair
daniel danyal | dan danny
danielle daniella | dani danni ella
david dafydd dawid | dave davey davy
deborah debra debora | deb debbie debs
denise denice | den
dominic dominik | dom
donald | don donnie
dorothy | dot dottie dolly
douglas | doug dougie
edward eduardo | ed eddie eddy ned ted teddy
eleanor elinor eleanora | ellie nell nellie nora ella
elizabeth elisabeth elspeth elzbieta | liz lizzie lizzy beth betty bess bessie eliza libby lisa elsie betsy
ellen helen | ellie nell nellie
emily emilie emilia | em emmy millie milly
emma | em emmy
eric erik
esther ester | essie
evelyn | eve evie
fatima fatimah fatema fatma fathima | fati
frances francesca | fran frankie francie cesca
francis francisco frank | fran frank frankie
frederick frederik | fred freddie freddy
gabriel | gabe gabby
gabrielle gabriella | gabby gabi ella
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
henry | harry hal hank
hussain hussein husain hossain hussien
ian iain
ibrahim ebrahim | ibby ibz
isaac izaak issac | zac ike
isabella isabel isabelle isobel isabell | bella izzy izzie belle issy tilly
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
joseph josef yusuf yousef youssef yousuf yusef jozef | joe joey jo
josephine | jo josie
joshua | josh
judith | judy jude judi
julian julien | jules
julia julie juliet | jules
kayleigh kayley kaylee keighley | kay
kenneth | ken kenny
kevin | kev
khadija khadijah khadeeja | khadi
kimberley kimberly | kim
kyle | ky
laura | lauri
lauren | loz
lawrence laurence | larry laurie lorry
leonard | len lenny leo
leslie lesley | les
lewis louis luis | lou louie lew
liam william
lilian lillian lily lilly | lil
linda lynda | lin lindy
louise louisa | lou lulu
lucy lucie luci | lu
lucas lukas luke luca
madeleine madeline madelyn | maddie maddy
malcolm | mal
margaret margret malgorzata | maggie meg peggy marge margie madge greta
maria marie mary maryam mariam miriam marya | molly polly mimi
mark marc marcus markus marek
martin martyn
martha | marty
matilda | tilly tilda mattie
matthew mathew mateusz matteo | matt matty
maureen | mo
megan meghan meagan | meg
melanie | mel
melissa | mel lissa missy
michael micheal mikael michal miguel | mike mick mickey mikey micky
michelle michele | shell chelle
mohammed muhammad mohamed mohammad muhammed mohamad mohamud mahomed muhamad mohd | mo moh md
nadia nadya
natalie nathalie | nat
natasha | tasha nat tash
nathan | nate nath
nathaniel nathanael | nate nat nathan
neil neal niall
nicholas nicolas nikolas mikolaj | nick nicky nico
nicola nichola nicole | nicky nic nikki
norman | norm
oliver olivier | ollie olly
olivia | liv livvy ollie livy
oluwaseun | seun
owen owain
pamela | pam pammy
patricia | pat patsy trish tricia paddy patti
patrick padraig patryk | pat paddy rick
paul pawel pablo
penelope | penny pen
peter piotr pedro | pete
philip phillip filip | phil pip
philippa phillipa | pip pippa
rachel rachael rachelle | rach
raymond | ray
rebecca rebekah rebeca | becky becca bex beck
reginald | reg reggie
rhys reece rees reese
richard ricardo ryszard | rick dick ricky rich richie dickie
robert roberto | rob bob robbie bobby bert
robyn robin
ronald | ron ronnie
rosemary | rose rosie romy
ryan rian
samantha | sam sammy sammie
samuel | sam sammy
sandra | sandy san
sarah sara saira | sal sally sadie
sean shaun shawn
sebastian | seb bas
sharon | shaz
shannon | shan
sian sean
simon szymon | si
sophia sofia sophie sofie zofia | soph
stanley stanislaw | stan
stephanie steffanie | steph steffi stevie
stephen steven stefan stephan | steve stevie ste
stuart stewart | stu
susan suzanne susanna susannah | sue susie suzie suzy
terence terrance | terry tel
teresa theresa therese | terry tess tessa tracy
thomas tomas tomasz | tom tommy
timothy | tim timmy
theodore | theo ted teddy
tobias | toby tobi
umar omar omer
usman osman uthman othman
valerie | val
veronica weronika | ronnie vera
victoria wiktoria viktoria | vicky vicki tori vic
victor wiktor viktor | vic
vincent | vince vinny
walter | wally walt
wendy
william wilhelm | will bill billy willy wills liam
winifred | winnie fred
yvonne
zachary zachariah zakariya zacharias | zac zach zack zak
zainab zaynab zaineb zeinab
zahra zara
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
