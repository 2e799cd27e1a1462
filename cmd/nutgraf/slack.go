package main

import (
	"github.com/spf13/cobra"

	"github.com/nutgraf/nutgraf/adapters/slack"
)

func slackCommand(std streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "slack manifest",
		Short: "What Slack must be told of the bot",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("no command %q of nutgraf slack: there is nutgraf slack manifest", args[0])
			}
			return usagef("nutgraf slack needs a command: nutgraf slack manifest")
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(slackManifestCommand(std))
	return c
}

func slackManifestCommand(std streams) *cobra.Command {
	var path, name, address string
	c := &cobra.Command{
		Use:   "manifest [-c config.yaml] [--name NAME] [--http URL]",
		Short: "Print the manifest from which Slack makes the app, with only the rights that the wanted features need",
		Args:  arguments(0, "no argument, only -c, --name and --http"),
		RunE: func(*cobra.Command, []string) error {
			settings := defaults()
			if path != "" {
				var err error
				if settings, err = loadConfig(path); err != nil {
					return err
				}
			}
			o, err := settings.Slack.manifest()
			if err != nil {
				return err
			}
			o.Name = name
			if address != "" {
				o.URL = address
			}
			body, err := slack.Manifest(o)
			if err != nil {
				return usageError{err}
			}
			_, err = std.out.Write(body)
			return err
		},
	}
	c.Flags().StringVarP(&path, "config", "c", "", "the configuration whose features are asked for; without one, all are")
	c.Flags().StringVar(&name, "name", "", "what the app is called in Slack (default nutgraf)")
	c.Flags().StringVar(&address, "http", "", "have Slack deliver over HTTP to this address, such as https://brief.example")
	return c
}

// featureNames are features as the configuration writes them.
func featureNames(features []slack.Feature) []string {
	var names []string
	for _, f := range features {
		names = append(names, string(f))
	}
	return names
}
