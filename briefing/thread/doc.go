// Package thread says what a question means in its conversation.
//
// People go on talking: "did he resign?", "and Iran?", "why?", "what are the symptoms?". [Resolve] reads a question behind the questions of
// its thread and gives the question that would stand alone, in the words of the person: a pronoun gives way to what it stands for, a name
// that comes alone takes the place of the one that was asked about before, and a question that is about nothing by itself gets what the
// thread is about. A question that stands alone is left as it is.
//
// phrase.go finds the phrases a question is about, resolve.go decides what is lacking and fills it in, ellipsis.go reads what only says
// what is other than before ("and Berlin?", "not 2023, 2024"), words.go has the lists. There is no
// parser and no model: what a phrase is, and that it has the right number, is told from small words and endings. The room knows no
// library; names out of earlier answers come with the turns.
package thread
