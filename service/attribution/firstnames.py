"""Common first names by the gender they are mostly given to, and short forms of one name; lower-case."""

from __future__ import annotations

MALE = frozenset(
    """aaron abdul abdullah abraham adam adrian ahmad ahmed al alan albert alberto alejandro alex alexander alexei alfred ali
    allan allen alvin amir andre andrei andres andrew andy angelo anthony anton antonio antony archie arnold arthur asher austin
    barack barry bart ben benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian
    bruce bryan bryce byron caleb calvin cameron carl carlos carter casey cesar chad charles charlie chester chris christian
    christopher chuck clarence clark claude clayton cliff clifford clint clive cody colin conor corey cory craig curtis dale damian
    damon dan daniel danny darrell darren dave david dean dennis derek derrick devin diego dick diego dimitri dinesh dmitry don
    donald doug douglas drew duncan dustin dwight dylan earl ed eddie edgar eduardo edward edwin eli elias elijah elliot elliott
    emmanuel eric erik ernest ernesto ethan eugene evan felipe felix fernando francis francisco frank franklin fred freddy frederick
    gabriel garrett gary gavin gene geoff geoffrey george gerald gerard gilbert giorgio giuseppe glen glenn gordon graham grant greg
    gregory guido gus guy hamid hank hans harold harry harvey hassan hector henri henry herbert herman howard hugh hugo ian ibrahim
    igor isaac ismail ivan jack jacob jacques jake jamal james jared jason javier jay jeb jeff jeffrey jeremiah jeremy jerome
    jerry jesse jesus jim jimmy joaquin joe joel john johnny jon jonah jonathan jorge jose joseph josh joshua juan julian julio
    justin karl keith kelvin ken kenneth kent kevin khalid kirk kofi konstantin kurt kyle lamar lance larry lars laurence lawrence
    lee len leo leon leonard leroy leslie levi lewis liam lincoln lloyd lou louis lucas luigi luis luke luther mahmoud malcolm
    manuel marc marcel marco marcos marcus mario mark marshall martin marvin mathew matt matthew maurice max maxim mehmet michael
    miguel mike mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed morris moses muhammad mustafa nate nathan
    nathaniel ned neil newt nicholas nick nicolas nigel nikolai noah noel norman oleg oliver omar oscar otto owen pablo pat patrick
    paul pavel pedro pete peter phil philip phillip pierre quentin rafael raj ralph ramon rand randy raul ray raymond reince
    reggie rex ricardo rich richard rick ricky rob robert roberto robin rod rodney rodrigo roger roland ron ronald ronnie ross roy
    ruben rudy rudolph rupert russ russell ryan salman salvador sam samir samuel santiago saul scott sean sebastian sergei sergio
    seth seymour shane shaun shawn sheldon sherman sidney silvio simon spencer stan stanley stefan stephen steve steven stewart
    stuart sydney tariq ted terrence terry thaddeus theodore theo thomas tim timothy toby todd tom tommy tony travis trent trevor
    tyler tyrone valery vern vernon victor vijay viktor vince vincent vinod vladimir wade wallace walter warren wayne wendell
    werner wesley will willard william willie winston wolfgang xavier yuri yusuf zachary zack zane viktor anders bjorn
    erik gunnar henrik jens johan jurgen klaus magnus matteo nils olaf sven thorsten uwe hiroshi kenji takeshi shinzo
    dominic edmund emil emile enrique ezra fabian farid gideon gustavo hamza harrison heinrich hussein idris ignacio
    imran isaiah jaime jerrold kamal karim kareem kazuo kieran laszlo leopold lorenzo marek mateo mauricio milan nabil nasser
    nelson octavio osama pascal petr rashid reza roman rohan rory samson sanjay sanjeev sunil tariq tomas tristan umar viktor
    waleed yasser yitzhak zoltan tayyip bashar ty cal dwayne omari darius deval beto cory trey lindsey jody marion kris""".split()
)

FEMALE = frozenset(
    """abby abigail ada adele adriana agnes aisha alana alexandra alexis alice alicia alison allison alma alyssa amanda amber amelia
    amina amy ana anastasia andrea angela angelina anita ann anna annabel anne annette annie antonia april ariana arianna ashley
    astrid audrey ava barbara beatrice becky bella bernadette bernice bertha beth bethany betsy betty beverly bonnie brenda brianna
    bridget brigitte brittany brooke camille candace carla carly carmen carol carole caroline carolyn carrie catherine cathy cecilia
    celia charlene charlotte chelsea cheryl christina christine cindy claire clara claudia colleen connie constance cora courtney
    cristina crystal cynthia daisy dana daniela danielle daphne dawn debbie deborah debra delia denise diana diane dolores donna
    dora doris dorothy edith eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa emily emma erica erika
    erin esther ethel eva eve evelyn faith fatima felicia fiona flora florence frances francesca gabriela gabrielle gail
    genevieve georgia geraldine gertrude gina giulia gladys glenda gloria grace greta gretchen gwen gwendolyn haley hannah harriet
    hazel heather heidi helen helena helene hilary hilda hillary holly hope ida ilana imelda ines ingrid irene irina iris isabel
    isabella ivana ivanka jackie jacqueline jan jane janet janice jasmine jean jeanne jenna jennifer jenny jessica jill jo joan
    joanna joanne jocelyn jodi josephine joy joyce juanita judith judy julia juliana julie june kamala karen karin karla kate
    katherine kathleen kathryn kathy katie katrina kayla kelly kelli kim kimberly kirsten kristen kristin kristina laila
    lara laura lauren leah leila lena leslie letitia lillian lily linda lindsay lisa liz lois lola loretta lori lorraine louise lucia
    lucy luisa lydia lynn mabel madeleine madeline maggie mandy marcia margaret margarita maria mariam marian marianne marie
    marilyn marina marion marjorie marlene marsha martha mary maryam maureen maxine maya megan melania melanie melinda melissa
    mercedes meredith michele michelle mildred mimi miranda miriam molly monica muriel myra nadia nancy naomi natalia natalie natasha
    nicole nina nora noreen olga olivia ophelia pam pamela patricia patty paula pauline peggy penelope penny petra phoebe phyllis
    polly priscilla priya rachel ramona rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sabrina sadie
    sally samantha sandra sara sarah savannah selena shannon sharon sheila shelby shelley sherry shirley silvia simone sofia sonia sonya
    sophia sophie stacey stacy stella stephanie sue summer susan susanna susannah susie suzanne sylvia tamara tammy tanya tara tatiana
    teresa tessa thelma theresa tiffany tina tracy trudy ursula valentina valerie vanessa vera veronica vicki victoria viola violet
    virginia vivian wanda wendy whitney wilma winifred yasmin yolanda yvette yvonne zainab zoe aung agnieszka annika birgit
    dilma christiane condoleezza edwina elif fatma freya gita hadiya indira indra jacinda leyla linnea loretta lupe
    mara margrethe marine marissa marta meera mette michaela mona nadine nasrin nikki noor olena oprah parisa pilar rania
    raquel rosie saffron sanna seema shireen sigrid sushma svetlana ulrike usha yael yulia zahra joni""".split()
)

SHORT_FORMS: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "benjamin ben benny",
        "william bill billy will willie",
        "robert bob bobby rob",
        "james jim jimmy jamie",
        "joseph joe joey",
        "michael mike mick",
        "thomas tom tommy",
        "timothy tim",
        "theodore ted teddy",
        "edward ed eddie ted",
        "richard rick dick rich",
        "charles charlie chuck",
        "christopher chris",
        "christine chris",
        "daniel dan danny",
        "david dave",
        "donald don donny",
        "douglas doug",
        "samuel sam",
        "samantha sam",
        "matthew matt",
        "nicholas nick",
        "anthony tony",
        "andrew andy drew",
        "alexander alex",
        "alexandra alex",
        "gregory greg",
        "jeffrey jeff",
        "joshua josh",
        "kenneth ken kenny",
        "lawrence larry",
        "leonard len",
        "nathaniel nate nathan",
        "patrick pat",
        "patricia pat patty",
        "peter pete",
        "philip phil",
        "phillip phil",
        "raymond ray",
        "ronald ron",
        "stephen steve steven",
        "stanley stan",
        "susan sue susie",
        "victoria vicki",
        "vincent vince",
        "walter walt",
        "elizabeth liz beth betsy betty eliza",
        "katherine kate kathy katie",
        "kathleen kathy",
        "margaret maggie peggy meg",
        "rebecca becky",
        "deborah debbie deb",
        "barbara barb",
        "jennifer jenny jen",
        "jessica jess",
        "pamela pam",
        "jacqueline jackie",
        "jonathan jon",
        "john jack johnny",
        "jacob jake jack",
        "francis frank",
        "franklin frank",
        "frederick fred freddy",
        "gerald jerry",
        "henry hank harry",
        "abraham abe",
        "albert al bert",
        "bernard bernie",
        "clifford cliff",
        "eugene gene",
        "geoffrey geoff",
        "mitchell mitch",
        "randall randy rand",
        "russell russ",
        "terrence terry",
        "zachary zack",
        "morris mo",
        "maureen mo",
        "muhammad mohammed mohamed mo",
    )
)
"""Names that may stand for each other before one surname."""


def same_first_name(a: str, b: str) -> bool:
    """Whether two lower-case first names can be one person's: equal, an initial of the other, or its short form."""
    a, b = a.rstrip("."), b.rstrip(".")
    if a == b:
        return True
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return any(a in group and b in group for group in SHORT_FORMS)
