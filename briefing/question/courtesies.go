package question

import "github.com/nutgraf/nutgraf/briefing/text"

// requests are verbs that make "can you" a request: "can you list", where "can you vote by post" asks whether it can be done.
var requests = text.WordSet(`give show send write brief list name compare summarize sum catch get make explain translate help please kindly find describe do bring fill walk quote recap
	outline update tell post draft compose run check look search track sketch`)

// written gives short and mistyped words of asking as the words they stand for. Only words that are hardly ever meant otherwise are here.
var written = map[string]string{
	"who's": "who is", "whos": "who is", "who're": "who are", "who'd": "who did", "who'll": "who will", "who've": "who have",
	"what's": "what is", "whats": "what is", "wats": "what is", "what're": "what are", "what'd": "what did", "what'll": "what will", "wuts": "what is", "waht's": "what is",
	"when's": "when is", "whens": "when is", "when'd": "when did", "when'll": "when will", "where's": "where is", "wheres": "where is", "where'd": "where did", "where're": "where are",
	"why's": "why is", "whys": "why is", "why'd": "why did", "how's": "how is", "hows": "how is", "how'd": "how did", "how're": "how are", "how'll": "how will",
	"that's": "that is", "there's": "there is", "theres": "there is", "it's": "it is", "i'm": "i am", "im": "i am", "i'd": "i would", "i've": "i have", "let's": "let us",
	"howmany": "how many", "howmuch": "how much", "howlong": "how long",

	"waht": "what", "wht": "what", "wat": "what", "wut": "what", "whta": "what", "hwat": "what", "whatt": "what", "whhat": "what", "waths": "what is",
	"whne": "when", "wehn": "when", "wen": "when", "whn": "when", "hwen": "when", "whenn": "when",
	"whre": "where", "wher": "where", "wehre": "where", "whrere": "where", "hwere": "where", "wheer": "where",
	"woh": "who", "whoo": "who", "whoes": "whose", "y": "why", "wy": "why", "hwy": "why", "whyy": "why",
	"hw": "how", "ohw": "how", "howw": "how", "mnay": "many", "amny": "many", "mayn": "many",
	"wich": "which", "whcih": "which", "whihc": "which", "hwich": "which", "whic": "which",
	"ddi": "did", "didd": "did", "dd": "did", "didi": "did", "deos": "does", "doess": "does", "teh": "the", "hte": "the", "adn": "and",
	"siad": "said", "sayed": "said", "hapened": "happened", "happend": "happened", "happned": "happened",
	"abt": "about", "abuot": "about", "baout": "about", "u": "you", "r": "are", "pls": "please", "plz": "please", "plse": "please", "pleas": "please",
	"thx": "thanks", "thnx": "thanks", "tnx": "thanks", "ty": "thanks", "tks": "thanks", "becuase": "because", "gimme": "give me", "lemme": "let me",
	"wanna": "want to", "whatre": "what are", "summarise": "summarize", "summarising": "summarizing", "timline": "timeline", "timelime": "timeline",
}

// courtesies are what people say before a question. What is asked for by name ("give me", "show me") is not here: forms need it.
var courtesies = byFirst(`hi, hello, hey, hiya, yo, howdy, hi there, hello there, hey there, hi all, hey all, hi everyone, hey everyone, hi guys, hey guys, hi bot, hey bot, hi team, hey team
	good morning, good afternoon, good evening, good day, morning all, dear bot, greetings
	ok, okay, so, well, um, uh, hmm, er, oh, ah, anyway, alright, right so, now then, and so, btw, by the way, fyi
	please, kindly, excuse me, pardon me, sorry, sorry but, apologies, my apologies, forgive me, sorry to bother you, sorry to bother, sorry for bothering you, sorry to ask
	sorry if that was asked, sorry if this was asked, sorry if that was asked before, sorry if this was asked before, sorry if this was asked already, sorry if that was asked already
	sorry if this was already asked, sorry if that was already asked, sorry if this has been asked, sorry if this has been asked before, sorry if this has been asked already
	sorry if this has already been asked, sorry if that has been asked, sorry if it was asked before, sorry if i missed this, sorry if i missed it, sorry for the dumb question
	apologies if this was asked, apologies if this has been asked, apologies if this was asked before, apologies if this has been asked before, not sure if this was asked, not sure if this was asked before
	quick question, quick q, quick one, a quick question, just a quick question, just a quick one, one question, one more question, another question, last question, random question, dumb question
	stupid question, silly question, noob question, simple question, serious question, genuine question, honest question, q, question, my question is, the question is, i have a question, i have a quick question
	i have one question, got a question, got a quick question, a question, one quick question, here is my question
	just curious, just wondering, just asking, curious, wondering, just so i know, out of curiosity, out of interest, genuinely curious
	i was wondering, i was just wondering, i am wondering, i am just wondering, i wonder, i was curious, i am curious, i am curious about, i keep wondering
	i want to know, i wanted to know, i would like to know, i would love to know, i need to know, i just want to know, i just need to know, i want to find out, i am trying to find out, i am trying to find, i am looking for
	i would like to ask, i want to ask, i wanted to ask, let me ask, may i ask, can i ask, could i ask, can i ask you, may i know, can i know, help me understand, help me find out
	tell me please, please tell me, tell me, tell us, just tell me, let me know, remind me, remind us, inform me
	can you please tell me, can you tell me please, can you tell me, can you tell us, could you please tell me, could you tell me please, could you tell me, could you tell us, would you please tell me, would you tell me
	will you tell me, can anyone tell me, can anybody tell me, can someone tell me, can somebody tell me, could anyone tell me, could someone tell me, could you kindly tell me, can you quickly tell me
	can you let me know, could you let me know, please let me know, can you remind me, could you remind me, can you say, could you say, can you explain to me, could you explain to me
	can you find out, could you find out, can you check, could you check, can you look up, could you look up, please check, find out
	would you mind telling me, would you mind, would you be able to tell me, are you able to tell me, would it be possible to know, is it possible to know, is it possible to find out
	do you know, do you happen to know, do you guys know, do you by any chance know, you know, did you know, do we know, does anyone know, does anybody know, does someone know, does somebody know
	anyone know, anybody know, anyone knows, anybody knows, somebody know, someone know, do you have any idea, have you any idea, have you got any idea, do you have any clue, got any idea, any idea, any ideas, any clue
	any chance you know, any chance you can tell me, any chance you could tell me, do you remember, anyone remember, does anyone remember, is it known, do we have any idea
	i do not know, i dont know, i don't know, idk, i forgot, i forget, i cannot remember, i can't remember, cant remember, not sure, i am not sure, thanks, thank you, thank you so much, cheers, thanks a lot`)

// chatter is what people say behind a question.
var chatter = byLast(`thanks, thank you, thanks a lot, thanks so much, many thanks, thank you so much, thank you very much, thanks in advance, thank you in advance, thanks again, thanks all, thanks everyone, thanks mate, cheers, cheers mate
	please, please and thanks, please and thank you, asap, lol, lmao, haha, hahaha, btw, by the way, imo, tho, though, mate, guys, folks, bro, buddy, dude, pal
	anyone, anybody, anyone know, anybody know, does anyone know, does anybody know, anyone knows, any idea, any ideas, any clue, do you know, do you happen to know, if you know, if you can, if you could, if possible
	if you do not mind, if you don't mind, if you dont mind, just curious, just wondering, just asking, i wonder, i am curious, for real, tell me, tell me please, let me know, please let me know, please tell me
	pretty please, in your opinion, i forgot, i forget, i can't remember, i cant remember, i cannot remember, quick question, sorry, sorry if that was asked, sorry if this was asked, sorry if this was asked before
	sorry if that was asked before, sorry if this has been asked, sorry if this has been asked before, sorry if this was already asked, sorry for asking, sorry for the question, sorry to bother you, or not, have a nice day, have a good day, hello`)

// chatterNeedsPause are words that are chatter only behind a comma or the like: "who is his mate" asks for one.
var chatterNeedsPause = text.WordSet(`thanks cheers mate guys folks bro buddy dude pal hello anyone anybody though sorry imo`)

// tagWord asks for a nod behind a pause.
var tagWord = text.WordSet(`right correct yes no true yeah yep huh eh innit ok okay`)
