// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/invocation.h"

#include "ctl/spelling.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct UsageText
{
    Q_DECLARE_TR_FUNCTIONS(lectern::Invocation)
};

tl::unexpected<Error> wrong(const QString &sentence)
{
    return failure(ErrorKind::Data, ErrorCode::Malformed, sentence);
}

tl::unexpected<Error> unknownCommand(const QString &name)
{
    QStringList names;
    for (const Command &command : commands())
        names.append(command.name);
    const QString nearest = nearestName(name, names);
    if (nearest.isEmpty())
        return wrong(UsageText::tr("There is no command “%1”.").arg(name));
    return wrong(UsageText::tr("There is no command “%1”. Did you mean “%2”?").arg(name, nearest));
}

/// The first command's name, wherever options stand: an option with a value may come before it.
class Reading final
{
public:
    explicit Reading(const QStringList &arguments) : m_arguments(arguments) { }

    Result<Invocation> result();

private:
    Result<void> readOption(const QString &argument);
    Result<void> readOperand(const QString &argument);
    Result<void> take(const Option &option, const std::optional<QString> &attached);
    [[nodiscard]] const Option *find(const QString &name) const;
    [[nodiscard]] tl::unexpected<Error> unknownOption(const QString &name) const;
    [[nodiscard]] Result<void> checkOperands() const;

    const QStringList m_arguments;
    qsizetype m_next = 0;
    Invocation m_invocation;
};

Result<Invocation> Reading::result()
{
    bool areOptionsOver = false;
    while (m_next < m_arguments.size()) {
        const QString &argument = m_arguments.at(m_next++);
        if (!areOptionsOver && argument == "--"_L1) {
            areOptionsOver = true;
            continue;
        }
        const bool isOption = !areOptionsOver && argument.size() > 1 && argument.startsWith(u'-');
        const auto done = isOption ? readOption(argument) : readOperand(argument);
        if (!done)
            return tl::unexpected(done.error());
    }
    if (const auto done = checkOperands(); !done)
        return tl::unexpected(done.error());
    return m_invocation;
}

Result<void> Reading::readOption(const QString &argument)
{
    if (argument == "-h"_L1) {
        m_invocation.mode = Invocation::Mode::Help;
        return {};
    }
    if (!argument.startsWith("--"_L1))
        return unknownOption(argument);
    const qsizetype equals = argument.indexOf(u'=');
    const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
    const Option *const option = find(name);
    if (option == nullptr)
        return unknownOption(u"--"_s + name);
    return take(*option, equals < 0 ? std::nullopt : std::optional(argument.sliced(equals + 1)));
}

Result<void> Reading::take(const Option &option, const std::optional<QString> &attached)
{
    QString value;
    if (option.value.isEmpty()) {
        if (attached)
            return wrong(UsageText::tr("--%1 takes no value.").arg(option.name));
    } else if (attached) {
        value = *attached;
    } else if (m_next < m_arguments.size()) {
        value = m_arguments.at(m_next++);
    }
    // An empty folder, scope or tag can't be meant: most likely a variable of a script was not set.
    if (!option.value.isEmpty() && value.isEmpty())
        return wrong(UsageText::tr("--%1 needs a value.").arg(option.name));

    if (option.name == "library"_L1) {
        m_invocation.libraryFolder = value;
    } else if (option.name == "json"_L1) {
        m_invocation.isJson = true;
    } else if (option.name == "help"_L1) {
        m_invocation.mode = Invocation::Mode::Help;
    } else if (option.name == "version"_L1) {
        if (m_invocation.mode != Invocation::Mode::Help)
            m_invocation.mode = Invocation::Mode::Version;
    } else {
        QStringList &values = m_invocation.values[option.name];
        if (!values.isEmpty() && !option.isRepeatable)
            return wrong(UsageText::tr("--%1 can be given only once.").arg(option.name));
        values.append(value);
    }
    return {};
}

Result<void> Reading::readOperand(const QString &argument)
{
    if (m_invocation.command != nullptr) {
        m_invocation.operands.append(argument);
        return {};
    }
    // `lecternctl help list` is what people of other programs are used to.
    if (argument == "help"_L1) {
        m_invocation.mode = Invocation::Mode::Help;
        return {};
    }
    m_invocation.command = commandNamed(argument);
    if (m_invocation.command == nullptr)
        return unknownCommand(argument);
    return {};
}

const Option *Reading::find(const QString &name) const
{
    const auto among = [&name](std::span<const Option> options) -> const Option * {
        const auto found = std::find_if(options.begin(), options.end(),
                                        [&name](const Option &each) { return each.name == name; });
        return found == options.end() ? nullptr : &*found;
    };
    if (const Option *const common = among(commonOptions()))
        return common;
    return m_invocation.command == nullptr ? nullptr : among(m_invocation.command->options);
}

tl::unexpected<Error> Reading::unknownOption(const QString &name) const
{
    QStringList names;
    for (const Option &option : commonOptions())
        names.append(u"--"_s + option.name);
    if (m_invocation.command != nullptr) {
        for (const Option &option : m_invocation.command->options)
            names.append(u"--"_s + option.name);
    }
    const QString nearest = nearestName(name, names);
    if (m_invocation.command == nullptr) {
        return wrong(nearest.isEmpty()
                         ? UsageText::tr("There is no option %1 before a command.").arg(name)
                         : UsageText::tr("There is no option %1 before a command. Did you mean %2?")
                               .arg(name, nearest));
    }
    const QString command = m_invocation.command->name;
    if (nearest.isEmpty())
        return wrong(UsageText::tr("“%1” has no option %2. What begins with “-” and is no option "
                                   "comes after “--”.")
                         .arg(command, name));
    return wrong(
        UsageText::tr("“%1” has no option %2. Did you mean %3?").arg(command, name, nearest));
}

Result<void> Reading::checkOperands() const
{
    if (m_invocation.mode != Invocation::Mode::Run)
        return {};
    const Command *const command = m_invocation.command;
    if (command == nullptr)
        return wrong(UsageText::tr("What should be done? Name a command."));
    const qsizetype count = m_invocation.operands.size();
    if (command->operand.isEmpty() && count > 0) {
        return wrong(UsageText::tr("“%1” takes nothing like “%2”.")
                         .arg(command->name, m_invocation.operands.constFirst()));
    }
    if (!command->operand.isEmpty() && count == 0 && !command->isOperandOptional)
        return wrong(UsageText::tr("“%1” needs %2.").arg(command->name, command->operand));
    if (!command->takesMany && count > 1)
        return wrong(UsageText::tr("“%1” takes one %2 only.").arg(command->name, command->operand));
    return {};
}

} // namespace

Result<Invocation> Invocation::parse(const QStringList &arguments)
{
    return Reading(arguments).result();
}

std::optional<QString> Invocation::value(QLatin1StringView option) const
{
    const auto found = values.constFind(option);
    return found == values.cend() ? std::nullopt : std::optional(found->constLast());
}

} // namespace lectern
