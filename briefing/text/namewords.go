package text

// particles join the parts of a name in lower case: "Ursula von der Leyen", "Osama bin Laden".
var particles = WordSet(`af al as bin ben bint da das de degli dei del della den der des di do dos du e el ibn la las le lo los of oud ter 't ten van von und y zu zur`)

// headwords may be followed by "of" or "for" inside a name: "Bank of England", "Centers for Disease Control".
var headwords = WordSet(`academy agency alliance army assembly association authority bank battle bay bishop board bureau campaign cape centre center centers
	chamber church city club coalition college commission committee company confederation corporation congress convention council court department duchess duke earl federation
	foundation fund gulf hall high hospital house initiative institute institution island isle isles kingdom league library ministry mount movement museum network
	office order organisation organization palace parliament partnership party port prince princess province republic river royal school sea
	secretary society state states strait straits sultan task tower treaty trust union united university valley`)

// nameTitles stand before a person's name and are no part of it. The second half is written with a point as well.
var nameTitles = WordSet(`ambassador attorney baroness candidate captain chairman chairwoman chair chancellor chief coach colonel commander commissioner
	congressman congresswoman councillor councilman councilwoman dame defense defence deputy detective director dr executive envoy foreign former gov governor imam inspector
	interior judge justice leader lieutenant lord madam mayor minister mr mrs ms mx officer pastor premier president
	prime prof professor prosecutor manager owner analyst skipper archbishop rabbi rep representative rev reverend sec secretary sen senator sergeant sheriff sir speaker spokesman spokeswoman superintendent
	treasurer vice adm brig capt cmdr col cpl gen lt maj pres sgt supt vice-president`)

// bodyWords make a run of capitals the name of a body rather than of a person behind a title: "Justice Department".
var bodyWords = WordSet(`administration agency airlines army association authority bank board brothers bureau cabinet center centre church club college
	commission committee company conference congress corporation council court department federation foundation fund group guard
	hospital house institute journal league ministry motors museum network news office organisation organization parliament party
	police post press reserve school secretariat senate service services society staff station store street summit supreme times
	tribune union university welle`)

// ordinary are words that are capitalised only because they open a sentence. What is in openers counts as well.
var ordinary = WordSet(`According Across Activists Additional Additionally Against Ahead Almost Along Already Although Always Amid Analysts Anger Anyone Apart Around Article Asked Aside
	Authorities Away Back Based Beginning Behind Being Below Besides Better Beyond Big Breaking Business Businesses Campaigners Cases Certainly Children Citing Clearly Click
	Clashes Close Companies Compared Concerned Concerns Consider Could Couldn't Critics Data Deaths Details Didn't Doctors Doesn't Due Earlier Early Election Elections Else
	Elsewhere Emergency Especially Events Eventually Everybody Evidence Exactly Experts Far Fears Firefighters Following Footage Former Fortunately Further Generally Get
	Getting Give Given Go Going Good Government Governments Great Growing Had Half Hardly Having Help High Home Hopefully Hours Hundreds Hundred Images Importantly Inside
	Indeed Initially Interestingly Investigators Investors Isn't Journalists Keep Know Large Last Late Later Lawmakers Lawyers Least Left Less Like Likewise Little Local Long Look Looking
	Make Making Markets May Maybe Media Medics Members Men Millions Minutes Money Moments Months Moreover Morning Mostly Mr Mrs Ms Much Must Nearly Need Negotiations Neighbours
	Never Nevertheless New News Night Nobody None Nonetheless Normally Nowhere Obviously Of Off Often Oh Oil Ok Okay Old Once Opponents Opposition Organisers Organizers Originally
	Others Otherwise Our Outside Overall Parents Part Particularly Patients People Photo Photos Pictures Plans Please Plus Point Polls Possibly Previous Previously Prices Pressed Prior
	Prisoners Probably Profits Prosecutors Protesters Protests Questions Quite Rather Read Reading Really Recent Recently Regarding Reporters Reports Rescue Rescuers Research Researchers Residents
	Respondents Right Rising Sales Scientists Scores Seeing Separately Set Share Shares Shortly Show Shows Similar Similarly Small Sorry Sources Speaking Staff State Statistics Strong
	Students Studies Sure Surely Supporters Survivors Taken Taking Teachers Telling Temperatures Thank Thanks That Thousands Throughout Thursday Time Together Tonight Too Top Total
	Towards Traditionally Troops True Turning Twelve Twenty Typically Ultimately Under Understand Undoubtedly Unfortunately Unless Upon Us Used Using Usually Victims
	Video Villagers Volunteers Voters Votes Wait Want Wasn't Watch Watching Ways Weeks Well Weren't Whatever Whenever Wherever Whether Whoever Why Wide Witnesses Women Won't Wonder
	Work Workers Working Workers Would Wouldn't Writing Wrong Yeah Year Years Young`)

// newPlaces follow "New" in the name of a place, so that it is none of the words above.
var newPlaces = WordSet(`Britain Brunswick Caledonia Delhi England Forest Guinea Hampshire Haven Hebrides Ireland Jersey Mexico Orleans Plymouth South Taipei York Zealand Zealander Zealanders Yorker Yorkers`)
