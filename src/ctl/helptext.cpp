// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/helptext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct HelpText
{
    Q_DECLARE_TR_FUNCTIONS(lectern::HelpText)
};

constexpr qsizetype lineWidth = 80;
constexpr qsizetype indent = 2;

/// A name and what it means, as help lists them.
struct Entry
{
    QString name;
    QString meaning;
};

QString translated(const char *text)
{
    return QCoreApplication::translate("lectern::Command", text);
}

QString wrapped(const QString &text, qsizetype margin)
{
    QString lines;
    qsizetype column = margin;
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (column > margin && column + 1 + word.size() > lineWidth) {
            lines += u'\n' + QString(margin, u' ');
            column = margin;
        } else if (column > margin) {
            lines += u' ';
            ++column;
        }
        lines += word;
        column += word.size();
    }
    return lines + u'\n';
}

QString listed(const QList<Entry> &entries)
{
    qsizetype width = 0;
    for (const Entry &entry : entries)
        width = std::max(width, entry.name.size());
    const qsizetype margin = indent + width + indent;
    QString text;
    for (const Entry &entry : entries)
        text += QString(indent, u' ') + entry.name.leftJustified(width + indent)
            + wrapped(entry.meaning, margin);
    return text;
}

QString withValue(const Option &option)
{
    const QString name = u"--"_s + option.name;
    return option.value.isEmpty() ? name : name + u' ' + option.value;
}

QString listed(std::span<const Option> options)
{
    QList<Entry> entries;
    for (const Option &option : options)
        entries.append({withValue(option), translated(option.help)});
    return listed(entries);
}

} // namespace

QString synopsis(const Command &command)
{
    QString text = command.name;
    for (const Option &option : command.options)
        text += u" ["_s + withValue(option) + (option.isRepeatable ? u"]…"_s : u"]"_s);
    if (!command.operand.isEmpty()) {
        const QString operand = command.operand + (command.takesMany ? u"…"_s : QString());
        text += (command.isOperandOptional ? u" [%1]"_s : u" %1"_s).arg(operand);
    }
    return text;
}

QString helpText(const Command *command)
{
    if (command != nullptr) {
        const QString own = command->options.empty()
            ? QString()
            : u'\n' + HelpText::tr("Options:") + u'\n' + listed(command->options);
        const QString usage = u"lecternctl "_s + synopsis(*command);
        return wrapped(usage, 0) + u'\n' + wrapped(translated(command->summary), 0) + own + u'\n'
            + HelpText::tr("Options of every command:") + u'\n' + listed(commonOptions());
    }
    QList<Entry> entries;
    for (const Command &each : commands())
        entries.append({each.name, translated(each.summary)});
    return wrapped(u"lecternctl [--library DIR] [--json] COMMAND …"_s, 0) + u'\n'
        + wrapped(HelpText::tr("Lectern's library from the command line: what is in it, what you "
                               "keep, and its care."),
                  0)
        + u'\n' + HelpText::tr("Commands:") + u'\n' + listed(entries) + u'\n'
        + HelpText::tr("Options:") + u'\n' + listed(commonOptions()) + u'\n'
        + wrapped(HelpText::tr("“lecternctl COMMAND --help” says more, “man lecternctl” all."), 0);
}

} // namespace lectern
