# SPDX-FileCopyrightText: 2026 The Lectern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for lecternctl(1)

set -l commands add refresh remove sources list search bookmark unbookmark bookmarks collection searches tags stats doctor backup restore parse discover
set -l no_command "not __fish_seen_subcommand_from $commands"

complete -c lecternctl -f
complete -c lecternctl -l library -x -a '(__fish_complete_directories)' -d 'Use the library in this folder'
complete -c lecternctl -l json -d 'Print one JSON object instead of text'
complete -c lecternctl -l help -d 'Print help'
complete -c lecternctl -l version -d 'Print the version'

complete -c lecternctl -n $no_command -a add -d 'Follow a feed, a site or a list of posts'
complete -c lecternctl -n $no_command -a refresh -d 'Ask feeds for news now'
complete -c lecternctl -n $no_command -a remove -d 'Follow a source no longer'
complete -c lecternctl -n $no_command -a sources -d 'List the sources'
complete -c lecternctl -n $no_command -a list -d 'List articles, page by page'
complete -c lecternctl -n $no_command -a search -d 'Find articles, best first'
complete -c lecternctl -n $no_command -a bookmark -d 'Keep a page'
complete -c lecternctl -n $no_command -a unbookmark -d 'Keep a page no longer'
complete -c lecternctl -n $no_command -a bookmarks -d 'List all bookmarks'
complete -c lecternctl -n $no_command -a collection -d 'Make and arrange collections'
complete -c lecternctl -n $no_command -a searches -d 'List the saved searches'
complete -c lecternctl -n $no_command -a tags -d 'List all tags'
complete -c lecternctl -n $no_command -a stats -d 'Count what is in the library'
complete -c lecternctl -n $no_command -a doctor -d 'Say what is wrong with the library'
complete -c lecternctl -n $no_command -a backup -d 'Make a copy of the library'
complete -c lecternctl -n $no_command -a restore -d 'Put a backup in the place of the library'
complete -c lecternctl -n $no_command -a parse -d 'Read a feed and print what is in it'
complete -c lecternctl -n $no_command -a discover -d 'Say which feeds and articles a page has'

complete -c lecternctl -n '__fish_seen_subcommand_from list' -l scope -x -a 'all unread bookmarks' -d 'Which articles'
complete -c lecternctl -n '__fish_seen_subcommand_from list' -l source -x -d 'Articles of this source'
complete -c lecternctl -n '__fish_seen_subcommand_from list' -l search -x -d 'What a saved search finds'
complete -c lecternctl -n '__fish_seen_subcommand_from list' -l sort -x -a 'list newest oldest title reading' -d 'In which order'
complete -c lecternctl -n '__fish_seen_subcommand_from list search' -l limit -x -d 'So many at most'
complete -c lecternctl -n '__fish_seen_subcommand_from list' -l after -x -d 'Go on after an earlier page'

complete -c lecternctl -n '__fish_seen_subcommand_from bookmark' -l title -x -d 'The title to keep'
complete -c lecternctl -n '__fish_seen_subcommand_from bookmark' -l note -x -d 'Words of your own'
complete -c lecternctl -n '__fish_seen_subcommand_from bookmark' -l tag -x -d 'A tag of your own'

set -l actions list make rename delete add remove move note section rename-section export
complete -c lecternctl -n "__fish_seen_subcommand_from collection; and not __fish_seen_subcommand_from $actions" -a "$actions"
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from make add' -l section -x -d 'The heading the posts come under'
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from make add' -l note -x -d 'Why they are worth reading'
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from move' -l up -d 'Past the post above'
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from move' -l down -d 'Past the post below'
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from move' -l before -x -d 'Right before this post'
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from move' -l after -x -d 'Right after this post'
complete -c lecternctl -n '__fish_seen_subcommand_from collection; and __fish_seen_subcommand_from export' -F

complete -c lecternctl -n '__fish_seen_subcommand_from doctor' -l repair -d 'Mend what is wrong'
complete -c lecternctl -n '__fish_seen_subcommand_from backup' -l list -d 'List the backups there are'
complete -c lecternctl -n '__fish_seen_subcommand_from add restore parse discover' -F
complete -c lecternctl -n '__fish_seen_subcommand_from parse discover' -l base -x -d 'Where the file came from'
