"""Names as they are found in a British borough, kept together by the culture a family comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together.

    `weight` is the share of families; `maternal` says that a wife often keeps her own name; `feminine` maps family
    names to the form women use.
    """

    label: str
    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    ethnicity: str
    language: str = "English"
    maternal: bool = False
    feminine: tuple[tuple[str, str], ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


CULTURES = (
    Culture(
        "English",
        34,
        _words(
            "Amelia Olivia Isla Ava Lily Freya Grace Evie Poppy Willow Daisy Phoebe Jessica Chloe Ellie Megan "
            "Paige Courtney Kayleigh Leah Holly Summer Skye Rosie Matilda Harriet Bethany Lacey Libby Maisie Erin "
            "Ruby Darcey Lola Tilly Nancy Elsie Ivy"
        ),
        _words(
            "Oliver George Noah Arthur Harry Alfie Jack Charlie Freddie Archie Tyler Riley Kian Ethan Mason Logan "
            "Jayden Callum Jake Connor Bradley Reece Toby Finley Louie Stanley Ronnie Albie Reggie Theo Harvey "
            "Max Zachary Dylan Lewis Kyle Nathan Luke"
        ),
        _words(
            "Smith Taylor Brown Walker Wright Hartley Ashcroft Whitehouse Pearson Barlow Cartwright Tranter "
            "Hadley Round Priest Dunn Westwood Billingham Raybould Homer Tromans Perry Skidmore Cox Fellows "
            "Grainger Hingley Mobberley Parkes Rollason Sidaway Darby Yardley Foxall Hackett Plant Robson Thorpe "
            "Lockwood Bagnall Wooldridge Marsh Rose Young King Lake Hope Day Summers"
        ),
        "White British",
    ),
    Culture(
        "Irish",
        7,
        _words(
            "Niamh Aoife Caoimhe Saoirse Siobhan Ciara Orla Roisin Sinead Aisling Erin Clodagh Grainne Eimear "
            "Maeve Bridget Shauna"
        ),
        _words(
            "Conor Sean Oisin Cian Padraig Declan Eoin Fionn Ronan Liam Cormac Darragh Ciaran Brendan Donal Rory "
            "Aidan Eamon"
        ),
        _words(
            "O'Brien O'Connor Murphy Kelly Doherty Gallagher McCarthy Byrne Connolly Fitzgerald O'Sullivan "
            "McLoughlin Brennan Quinn Maguire Sweeney Duffy Kavanagh Ward McDonagh Delaney Joyce"
        ),
        "White Irish",
    ),
    Culture(
        "Welsh",
        4,
        _words("Cerys Seren Ffion Carys Nia Angharad Bethan Megan Mali Lowri Rhiannon Eleri Catrin Sioned Gwen"),
        _words("Rhys Dylan Osian Iestyn Gethin Gareth Owain Macsen Tomos Ifan Geraint Huw Ieuan Llyr Emyr"),
        _words(
            "Jones Davies Evans Griffiths Llewellyn Pugh Prosser Bowen Rees Howells Gwynne Vaughan Probert Bevan "
            "Meredith Beddoe"
        ),
        "White British",
    ),
    Culture(
        "Scottish",
        5,
        _words("Eilidh Isla Mhairi Catriona Kirsty Morag Fiona Skye Ailsa Iona Heather Lorna Shona Rowan"),
        _words("Hamish Callum Fraser Angus Struan Ruaridh Graeme Gregor Lachlan Euan Alasdair Fergus Craig Innes"),
        _words(
            "Campbell MacDonald Stewart Graham McKenzie Ross Fraser Buchanan Sinclair McAllister Murray Drummond "
            "Forbes Geddes Laird MacLeod Cameron Dalgleish"
        ),
        "White British",
    ),
    Culture(
        "Pakistani",
        11,
        _words(
            "Aisha Fatima Zainab Maryam Iqra Hafsa Amina Sana Khadija Mehwish Rabia Saima Nadia Shazia Bushra "
            "Rukhsana Zara Inaya Aleena"
        ),
        _words(
            "Mohammed Muhammad Hamza Bilal Ibrahim Hassan Usman Zain Adeel Imran Tariq Shahid Faisal Kamran "
            "Haroon Yusuf Ayaan Rehan Waqas"
        ),
        _words(
            "Khan Hussain Ahmed Akhtar Mahmood Malik Iqbal Shah Mirza Butt Chaudhry Qureshi Rehman Aslam Bashir "
            "Raja Javed Zaman Nawaz"
        ),
        "Asian or Asian British: Pakistani",
        "Urdu",
        maternal=True,
    ),
    Culture(
        "Punjabi",
        5,
        _words(
            "Jasleen Simran Harpreet Manpreet Kiran Gurleen Navneet Amrit Rajvinder Sukhmani Parveen Jaspreet "
            "Anika Baljit Kamaljit"
        ),
        _words(
            "Arjan Gurpreet Harjit Jaskaran Manvir Sukhdeep Amrik Balraj Kuldip Jagdeep Ranveer Tejinder Dilraj "
            "Satnam Karan"
        ),
        _words(
            "Singh_Sandhu Dhillon Gill Sidhu Grewal Bains Johal Sahota Uppal Dosanjh Purewal Sangha Chahal Mann "
            "Atwal Samra"
        ),
        "Asian or Asian British: Indian",
        "Punjabi",
    ),
    Culture(
        "Bengali",
        3,
        _words("Nusrat Tahmina Sadia Rumana Farzana Jannat Sumaiya Taslima Anika Mahfuza Ayesha Shirin"),
        _words("Rafiq Tanvir Shafiq Abdul Mizanur Nazrul Sabbir Rakib Fahim Jubair Nafis Aminul"),
        _words(
            "Begum_Ali Miah Rahman Uddin Chowdhury Hoque Islam Choudhury Khatun_Islam Alom Haque Mannan Sarker Talukdar"
        ),
        "Asian or Asian British: Bangladeshi",
        "Bengali",
        maternal=True,
    ),
    Culture(
        "Gujarati",
        3,
        _words("Diya Priya Anjali Nisha Krupa Hetal Meera Riya Aarti Bhavna Dipti Komal Jigna"),
        _words("Aarav Dev Rohan Jay Nikhil Kishan Hiren Viraj Mitesh Ketan Ashok Bhavesh Yash"),
        _words("Patel Shah Desai Mistry Parmar Solanki Chauhan Joshi Bhatt Pandya Trivedi Lad Vaghela"),
        "Asian or Asian British: Indian",
        "Gujarati",
    ),
    Culture(
        "Nigerian",
        5,
        _words(
            "Adaeze Chiamaka Temitope Folake Oluwaseun Ngozi Ifeoma Simisola Damilola Blessing Yetunde Chidinma "
            "Amara Funmilayo Zainab"
        ),
        _words(
            "Chidi Emeka Oluwatobi Tunde Babatunde Kelechi Ikechukwu Femi Adebayo Obinna Kayode Segun Uche Daniel "
            "Samuel"
        ),
        _words(
            "Okafor Adeyemi Okonkwo Balogun Eze Ogunleye Nwosu Adebayo Obi Afolabi Onyekachi Bello Olatunji "
            "Ibekwe Ajayi Umeh"
        ),
        "Black or Black British: African",
    ),
    Culture(
        "Ghanaian",
        2,
        _words("Abena Akosua Esi Efua Adwoa Yaa Ama Afia Maame Nana_Ama"),
        _words("Kwame Kofi Kwabena Yaw Kojo Kwaku Ebo Nana_Kwame Fiifi"),
        _words("Mensah Owusu Boateng Asante Osei Appiah Agyeman Addo Amoako Frimpong Quartey"),
        "Black or Black British: African",
    ),
    Culture(
        "Somali",
        3,
        _words("Hodan Sagal Ifrah Hibo Fowzia Asha Ayaan Nimco Hamda Sahra Idil"),
        _words("Abdirahman Abdi Mahad Guled Liban Yasin Mohamud Ismail Zakariye Bashir Hersi"),
        _words("Warsame Farah Jama Abdullahi Hassan Mohamed Hersi Nur Osman Yusuf Aden Duale Egal"),
        "Black or Black British: African",
        "Somali",
        maternal=True,
    ),
    Culture(
        "Caribbean",
        5,
        _words(
            "Shanice Keisha Tianna Renee Aaliyah Monique Shanelle Tamika Jada Imani Naomi Sharon Beverley Yvonne Marcia"
        ),
        _words(
            "Jermaine Tyrone Marlon Kemar Dwayne Romario Leroy Delroy Malachi Jaheim Isaiah Nathaniel Winston "
            "Curtis Andre"
        ),
        _words(
            "Campbell Grant Francis Bailey Powell Gordon Blake Morrison Reid Wallace Samuels Bennett Clarke "
            "Thompson-Grant Henry"
        ),
        "Black or Black British: Caribbean",
    ),
    Culture(
        "Polish",
        5,
        _words(
            "Zofia Julia Maja Oliwia Agnieszka Katarzyna Aleksandra Hanna Magdalena Wiktoria Gabriela Nikola "
            "Kinga Joanna"
        ),
        _words(
            "Jakub Szymon Kacper Filip Mateusz Bartosz Michał Łukasz Paweł Wojciech Tomasz Krzysztof Oskar Igor Adam"
        ),
        _words(
            "Kowalski Wiśniewski Nowak Zielinski Lewandowski Mazur Wojcik Kaczmarek Krawczyk Dabrowski Szymanski "
            "Pawlak Walczak Sikora"
        ),
        "White: any other White background",
        "Polish",
        feminine=tuple(
            (f"{stem}ski", f"{stem}ska") for stem in ("Kowal", "Wiśniew", "Zielin", "Lewandow", "Dabrow", "Szyman")
        ),
    ),
    Culture(
        "Romanian",
        4,
        _words("Andreea Ioana Elena Alexandra Mihaela Denisa Bianca Larisa Florentina Crina Raluca Daniela"),
        _words("Andrei Ionut Stefan Gheorghe Cristian Vlad Marius Florin Bogdan Razvan Catalin Nicolae"),
        _words("Popescu Ionescu Dumitru Stan Munteanu Radu Lupu Ciobanu Rusu Moldovan Lacatus Stoica"),
        "White: any other White background",
        "Romanian",
    ),
    Culture(
        "Chinese",
        2,
        _words("Mei_Ling Xiu_Ying Jia_Yi Hui_Min Yan_Ting Wing_Yan Li_Na Sze_Wai Jasmine Vivian"),
        _words("Wei_Jie Jun_Hao Ka_Ho Zi_Hao Ming Chi_Kit Tsz_Hin Xiao_Long Jason Kelvin"),
        _words("Wong Chan Li Zhang Chen Lam Cheung Liu Ng Leung Ho Tsang"),
        "Chinese",
        "Cantonese",
        maternal=True,
    ),
    Culture(
        "Arabic",
        4,
        _words("Layla Noor Yasmin Rania Huda Salma Mariam Lina Amal Hanan Dalia Rasha Samira"),
        _words("Omar Khalid Ahmad Youssef Karim Mustafa Tarek Ziad Nabil Walid Anas Samer Majid"),
        _words(
            "al-Hassan El-Sayed Haddad Khoury Mansour Saleh al-Masri Darwish Nasser Qasim Aziz Hamdan Jaber Barakat"
        ),
        "Any other ethnic group: Arab",
        "Arabic",
        maternal=True,
    ),
    Culture(
        "Turkish",
        2,
        _words("Elif Zeynep Ayşe Defne Ebru Merve Gülay Hatice Sevgi Esra"),
        _words("Emre Mehmet Yusuf Kerem Burak Hakan Özgür Murat Cem Tolga"),
        _words("Yilmaz Kaya Demir Çelik Şahin Öztürk Aydin Arslan Doğan Koç Polat"),
        "White: any other White background",
        "Turkish",
    ),
    Culture(
        "Roma and Traveller",
        2,
        _words("Shakira Chantelle Savannah Montana Crystal Violet Lavinia Genty Mary-Ann Kizzy Britannia"),
        _words("Levi Tyson Jimmy Elijah Nelson Righteous Abraham Danny John-Boy Royston Hughie"),
        _words("Smith Lee Doran Boswell Loveridge Price Ward Cash Connors Hearn Buckland Locke"),
        "White: Gypsy/Roma",
    ),
)

NICKNAMES = {
    "Amelia": "Millie",
    "Olivia": "Liv",
    "Jessica": "Jess",
    "Harriet": "Hattie",
    "Bethany": "Beth",
    "Matilda": "Tilly",
    "Megan": "Meg",
    "Isla": "Issy",
    "Grace": "Gracie",
    "Oliver": "Ollie",
    "Arthur": "Artie",
    "Zachary": "Zac",
    "Nathan": "Nate",
    "Bradley": "Brad",
    "Ethan": "Eth",
    "Lewis": "Lew",
    "George": "Georgie",
    "Harvey": "Harv",
    "Siobhan": "Shiv",
    "Saoirse": "Sersh",
    "Padraig": "Paddy",
    "Bridget": "Bridie",
    "Ruaridh": "Rory",
    "Alasdair": "Ali",
    "Catriona": "Cat",
    "Kirsty": "Kirst",
    "Mohammed": "Mo",
    "Muhammad": "Mo",
    "Khadija": "Dija",
    "Ibrahim": "Ibby",
    "Harpreet": "Harps",
    "Manpreet": "Manny",
    "Gurpreet": "Gurps",
    "Tejinder": "TJ",
    "Oluwaseun": "Seun",
    "Oluwatobi": "Tobi",
    "Temitope": "Temi",
    "Damilola": "Dami",
    "Ikechukwu": "Ike",
    "Chiamaka": "Amaka",
    "Abdirahman": "Abdi",
    "Nathaniel": "Nate",
    "Shanice": "Neecy",
    "Romario": "Romz",
    "Katarzyna": "Kasia",
    "Agnieszka": "Aga",
    "Aleksandra": "Ola",
    "Magdalena": "Magda",
    "Jakub": "Kuba",
    "Szymon": "Szymek",
    "Krzysztof": "Krzys",
    "Alexandra": "Alex",
    "Gheorghe": "Gigi",
    "Angharad": "Anghi",
    "Rhiannon": "Rhi",
    "Geraint": "Ger",
    "Niamh": "Neevie",
    "Nia": "Nini",
    "Gwen": "Gwennie",
    "Mali": "Mal",
    "Erin": "Ez",
    "Skye": "Skyebear",
    "Iona": "Io",
    "Shona": "Sho",
    "Rowan": "Ro",
    "Lorna": "Lorn",
    "Sioned": "Shan",
    "Grainne": "Gra",
    "Shauna": "Shaz",
    "Aoife": "Fee",
    "Caoimhe": "Keevs",
    "Ciara": "Kiki",
    "Orla": "Orls",
    "Roisin": "Rosie",
    "Sinead": "Shin",
    "Aisling": "Ash",
    "Clodagh": "Clo",
    "Eimear": "Em",
    "Maeve": "Mae",
    "Cerys": "Cez",
    "Seren": "Sez",
    "Ffion": "Fi",
    "Carys": "Caz",
    "Bethan": "Beth",
    "Catrin": "Cat",
    "Eleri": "El",
    "Lowri": "Lol",
    "Eilidh": "Ailie",
    "Mhairi": "Vari",
    "Morag": "Mo",
    "Fiona": "Fi",
    "Ailsa": "Ails",
    "Heather": "Hev",
    "Mustafa": "Musti",
    "Youssef": "Joey",
    "Jaskaran": "Jas",
}

VARIANTS = {
    "Mohammed": "Muhammed",
    "Muhammad": "Mohamed",
    "Youssef": "Yusuf",
    "Fatima": "Fathima",
    "Aisha": "Ayesha",
    "Hussain": "Hussein",
    "Chaudhry": "Chowdhury",
    "Chowdhury": "Choudhury",
    "al-Hassan": "Alhassan",
    "El-Sayed": "Elsayed",
    "Michał": "Michal",
    "Łukasz": "Lukasz",
    "Paweł": "Pawel",
    "Wiśniewski": "Wisniewski",
    "Wiśniewska": "Wisniewska",
    "Ayşe": "Ayse",
    "Gülay": "Gulay",
    "Özgür": "Ozgur",
    "Çelik": "Celik",
    "Şahin": "Sahin",
    "Öztürk": "Ozturk",
    "Doğan": "Dogan",
    "Koç": "Koc",
    "Siobhan": "Siobhán",
    "Sean": "Seán",
    "Sinead": "Sinéad",
    "Roisin": "Róisín",
    "Abdirahman": "Abdul Rahman",
    "Zakariye": "Zakaria",
    "Warsame": "Warsama",
    "Zhang": "Cheung",
    "Mahmood": "Mehmood",
    "Qureshi": "Qureishi",
    "Khadija": "Khadijah",
    "Mariam": "Maryam",
    "Rehman": "Rahman",
    "O'Brien": "OBrien",
    "O'Connor": "O Connor",
    "O'Sullivan": "O’Sullivan",
    "MacDonald": "McDonald",
    "Ciara": "Kiera",
}

SLIPS = {
    "Siobhan": "Shivaun",
    "Niamh": "Neave",
    "Caoimhe": "Keeva",
    "Aoife": "Eefa",
    "Saoirse": "Seersha",
    "Eilidh": "Aylee",
    "Callum": "Calum",
    "Megan": "Meghan",
    "Hartley": "Hartly",
    "Raybould": "Raybold",
    "Billingham": "Bilingham",
    "Wooldridge": "Woolridge",
    "Ashcroft": "Ashcraft",
    "Mobberley": "Moberly",
    "Connor": "Conner",
    "Jayden": "Jaden",
    "Kayleigh": "Kayley",
    "Isla": "Ilsa",
    "Graeme": "Graham",
    "Reece": "Rhys",
    "Llewellyn": "Llewelyn",
    "Gallagher": "Gallacher",
    "McLoughlin": "McLaughlin",
    "Adeyemi": "Adeyami",
    "Okonkwo": "Okonkow",
    "Balogun": "Ballogun",
    "Temitope": "Temitoppe",
    "Hussain": "Husain",
    "Akhtar": "Akthar",
    "Dhillon": "Dhilon",
    "Harpreet": "Harprit",
    "Agnieszka": "Agnieska",
    "Szymon": "Symon",
    "Zielinski": "Zelinski",
    "Popescu": "Popesku",
    "Munteanu": "Muntanu",
    "Whitehouse": "Whithouse",
    "Cartwright": "Cartright",
    "Stewart": "Stuart",
    "Warsame": "Warsami",
    "Phoebe": "Pheobe",
    "Zachary": "Zackary",
    "Bethan": "Bethany",
}
