# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Lectern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for lecternctl(1)

_lecternctl() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands='add refresh remove sources list search bookmark unbookmark bookmarks collection searches tags stats doctor backup restore parse discover'
    local actions='list make rename delete add remove move note section rename-section export'
    local command='' i
    COMPREPLY=()

    # The first word that is no option and no option's value is the command.
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --library) ((i++)) ;;
            -*) ;;
            *)
                command=${COMP_WORDS[i]}
                break
                ;;
        esac
    done

    case $previous in
        --library)
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return
            ;;
        --scope)
            mapfile -t COMPREPLY < <(compgen -W 'all unread bookmarks' -- "$current")
            return
            ;;
        --sort)
            mapfile -t COMPREPLY < <(compgen -W 'list newest oldest title reading' -- "$current")
            return
            ;;
        --source | --search | --limit | --after | --before | --section | --title | --note | --tag | --base)
            return
            ;;
    esac

    local options='--library --json --help --version'
    case $command in
        '')
            if [[ $current != -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
                return
            fi
            ;;
        list) options+=' --scope --source --search --sort --limit --after' ;;
        search) options+=' --limit' ;;
        doctor) options+=' --repair' ;;
        backup) options+=' --list' ;;
        bookmark) options+=' --title --note --tag' ;;
        collection)
            if [[ $previous == collection && $current != -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$actions" -- "$current")
                return
            fi
            options+=' --section --note --up --down --before --after'
            ;;
        parse | discover) options+=' --base' ;;
    esac
    if [[ $command =~ ^(add|restore|parse|discover)$ && $current != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    fi
}

complete -F _lecternctl lecternctl
