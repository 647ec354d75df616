// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCommandLineParser>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(lectern::CommandLine)
};

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    const auto tr = [](const char *text) { return CommandLineText::tr(text); };
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("A desktop article browser: posts on the left, the article on the right."));
    const QCommandLineOption help({u"h"_s, u"help"_s}, tr("Show this help."));
    const QCommandLineOption version({u"v"_s, u"version"_s},
                                     tr("Show the versions of Lectern, Qt and the web engine."));
    const QCommandLineOption library(u"library"_s,
                                     tr("Keep library, settings and cache under DIR."), u"DIR"_s);
    const QCommandLineOption collection(u"collection"_s,
                                        tr("Show the collection (JSON Feed) in FILE."), u"FILE"_s);
    const QCommandLineOption screenshot(
        u"screenshot"_s,
        tr("Open the window, wait until list and article are shown, write a PNG to FILE, quit."),
        u"FILE"_s);
    const QCommandLineOption extract(
        u"extract"_s,
        tr("Print the article in FILE, a page, as JSON; no window, and nothing is fetched."),
        u"FILE"_s);
    const QCommandLineOption base(u"base"_s, tr("With --extract: where the page came from."),
                                  u"URL"_s);
    parser.addOptions({help, version, library, collection, screenshot, extract, base});
    parser.addPositionalArgument(u"URL"_s, tr("The address to open, in the running window if any."),
                                 u"[URL]"_s);

    if (!parser.parse(arguments))
        return failure(ErrorKind::Data, ErrorCode::Malformed, parser.errorText());
    if (parser.positionalArguments().size() > 1)
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       tr("Only one address can be opened."));

    CommandLine line;
    if (parser.isSet(help)) {
        line.mode = Mode::Help;
        line.text = parser.helpText();
        return line;
    }
    if (parser.isSet(version)) {
        line.mode = Mode::Version;
        return line;
    }
    for (const QCommandLineOption &option : {library, collection, screenshot, extract, base}) {
        if (parser.isSet(option) && parser.value(option).isEmpty())
            return failure(ErrorKind::Data, ErrorCode::Malformed,
                           tr("--%1 needs a value.").arg(option.names().constFirst()));
    }
    if (parser.isSet(extract) != parser.isSet(base))
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       tr("--extract and --base belong together."));
    if (parser.isSet(extract)) {
        if (!parser.positionalArguments().isEmpty() || parser.isSet(screenshot))
            return failure(ErrorKind::Data, ErrorCode::Malformed, tr("--extract opens no window."));
        line.mode = Mode::Extract;
        line.pageFile = parser.value(extract);
        line.pageAddress = QUrl(parser.value(base));
        const QString scheme = line.pageAddress.scheme();
        const bool isWeb = scheme == "http"_L1 || scheme == "https"_L1;
        if (!line.pageAddress.isValid() || !isWeb || line.pageAddress.host().isEmpty())
            return failure(ErrorKind::Data, ErrorCode::Malformed,
                           tr("“%1” is not an address of the web.").arg(parser.value(base)));
        return line;
    }
    line.libraryFolder = parser.value(library);
    if (parser.isSet(collection))
        line.collectionFile = QFileInfo(parser.value(collection)).absoluteFilePath();
    line.screenshotFile = parser.value(screenshot);
    if (!parser.positionalArguments().isEmpty()) {
        const QString given = parser.positionalArguments().constFirst();
        line.address = QUrl::fromUserInput(given);
        if (!line.address.isValid())
            return failure(ErrorKind::Data, ErrorCode::Malformed,
                           tr("“%1” is not an address.").arg(given));
    }
    return line;
}

} // namespace lectern
