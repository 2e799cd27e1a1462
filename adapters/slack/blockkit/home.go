package blockkit

import (
	"strconv"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot/post"
)

// PageID is the action_id of the buttons that turn the pages of Home; their value is the page to show.
const PageID = "home_page"

// homeBlocks is how many blocks a page of Home holds beside the buttons that turn it.
const homeBlocks = maxViewBlocks - 1

// Home is a page of the view about the bot, from 1: its sections one after the other, with lines between them. A view holds 100 blocks;
// what does not fit stands on further pages, and a page that does not exist (any more) is the last.
func Home(sections []post.Post, page int) slack.HomeTabViewRequest {
	pages := homePages(sections)
	page = min(max(page, 1), len(pages))
	shown := pages[page-1]
	if len(pages) > 1 {
		shown = append(shown[:len(shown):len(shown)], turn(page, len(pages)))
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: shown}}
}

// homePages are the blocks of sections in pages, of which there is one at least. A section is parted only where a page cannot hold it.
func homePages(sections []post.Post) [][]slack.Block {
	var pages [][]slack.Block
	var filled []slack.Block
	for _, s := range sections {
		if s.Parts = fitting(s.Parts); len(s.Parts) == 0 {
			continue
		}
		built := append(laidOut(s, Look{}, maxSetOff), actionBlocks(s, Look{})...)
		if len(filled) > 0 && len(filled)+1+len(built) > homeBlocks {
			pages, filled = append(pages, filled), nil
		}
		if len(filled) > 0 {
			filled = append(filled, slack.NewDividerBlock())
		}
		for len(built) > homeBlocks-len(filled) {
			n := homeBlocks - len(filled)
			pages, filled, built = append(pages, append(filled, built[:n]...)), nil, built[n:]
		}
		filled = append(filled, built...)
	}
	if len(filled) > 0 || len(pages) == 0 {
		pages = append(pages, filled)
	}
	if len(pages[0]) == 0 {
		pages[0] = []slack.Block{slack.NewContextBlock("", plain("There is nothing to show yet.", maxSectionText))}
	}
	return pages
}

// turn is the buttons to the pages before and after one.
func turn(page, of int) slack.Block {
	var elements []slack.BlockElement
	button := func(label string, to int) {
		elements = append(elements, slack.NewButtonBlockElement(PageID+"#"+strconv.Itoa(to), strconv.Itoa(to), plain(label, maxButtonText)))
	}
	if page > 1 {
		button("Page "+strconv.Itoa(page-1), page-1)
	}
	if page < of {
		button("Page "+strconv.Itoa(page+1)+" of "+strconv.Itoa(of), page+1)
	}
	return slack.NewActionBlock("", elements...)
}
