"""What a writer may be asked about AI: drafts of the answers, each with the figures it rests on."""
