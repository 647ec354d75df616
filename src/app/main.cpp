// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline.h"
#include "app/desktopbrowser.h"
#include "app/desktopscheme.h"
#include "app/extraction.h"
#include "app/fontloading.h"
#include "app/sandboxguard.h"
#include "app/screenshot.h"
#include "app/singleinstance.h"
#include "core/deliver.h"
#include "core/exitcode.h"
#include "core/logging.h"
#include "ui/lineiconstyle.h"
#include "web/articleextractor.h"

#include <QApplication>
#include <QIcon>
#include <QLoggingCategory>
#include <QTimer>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

/// Drawing the window's icon takes the SVG plugins, for which the first list should not wait.
constexpr auto iconDelay = 300ms;

int end(ExitCode code)
{
    return static_cast<int>(code);
}

void print(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fputc('\n', stream);
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

Locations locationsFor(const CommandLine &line)
{
    QString folder = line.libraryFolder;
    if (folder.isEmpty())
        folder = qEnvironmentVariable("LECTERN_LIBRARY");
    return folder.isEmpty() ? Locations::standard() : Locations::under(folder);
}

/// What needs no window, and must work without a display.
std::optional<ExitCode> answerInTerminal(const Result<CommandLine> &line)
{
    if (!line) {
        print(stderr, line.error().detail);
        return ExitCode::Usage;
    }
    switch (line->mode) {
    case CommandLine::Mode::Help:
        print(stdout, line->text);
        return ExitCode::Done;
    case CommandLine::Mode::Version:
        print(stdout, versionText());
        return ExitCode::Done;
    case CommandLine::Mode::Window:
    case CommandLine::Mode::Extract:
        break;
    }
    if (const std::optional<QString> refusal = sandboxRefusal()) {
        print(stderr, *refusal);
        return ExitCode::NotPermitted;
    }
    return {};
}

/// No window, no running instance, no library: the engine on a platform that shows nothing.
int extractArticle(int argc, char **argv, const CommandLine &line)
{
    const Result<QString> page = readPage(line.pageFile);
    if (!page) {
        print(stderr, page.error().detail);
        return end(page.error().code == ErrorCode::InputOutput ? ExitCode::InputOutput
                                                               : ExitCode::Malformed);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Nothing is drawn, but the engine would complain of what it lacks for that.
    QLoggingCategory::setFilterRules(u"default.warning=false\ndefault.info=false\n"
                                     "qt.webenginecontext=false\nlectern.web.info=false"_s);
    const QGuiApplication application(argc, argv);
    ArticleExtractor extractor;
    ExitCode code = ExitCode::Done;
    const auto tell = [&](const Result<ExtractedArticle> &article) {
        if (!article) {
            print(stderr, extractionSentence(line.pageFile, article.error()));
            code = article.error().kind == ErrorKind::Data ? ExitCode::Malformed
                                                           : ExitCode::Unavailable;
        } else {
            const QByteArray json = jsonOf(*article);
            const auto size = static_cast<std::size_t>(json.size());
            if (std::fwrite(json.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
                code = ExitCode::InputOutput;
        }
        QCoreApplication::quit();
    };
    deliver(extractor.extract(*page, line.pageAddress), QCoreApplication::instance(), tell);
    QGuiApplication::exec();
    return end(code);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"Lectern"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(LECTERN_VERSION));
    QGuiApplication::setDesktopFileName(u"org.lectern.Lectern"_s);

    const Result<CommandLine> line = CommandLine::parse(argumentsOf(argc, argv));
    if (const std::optional<ExitCode> code = answerInTerminal(line))
        return end(*code);
    if (line->mode == CommandLine::Mode::Extract)
        return extractArticle(argc, argv, *line);

    FontLoading fonts;
    // Only what has to be a native window is one: each more is a round trip to the display.
    QCoreApplication::setAttribute(Qt::AA_DontCreateNativeWidgetSiblings);
    QApplication application(argc, argv);
    // Not before: only now is it known which style the desktop has.
    QApplication::setStyle(new LineIconStyle);

    const Locations locations = locationsFor(*line);
    SingleInstance instance(locations.libraryFile());
    const Result<SingleInstance::Role> role = instance.claim(line->address);
    if (!role) {
        print(stderr, u"Lectern can't start: %1."_s.arg(role.error().detail));
        return end(ExitCode::Busy);
    }
    if (*role == SingleInstance::Role::Handed)
        return end(ExitCode::Done);

    fonts.goOn();
    Application lectern({locations, line->collectionFile, line->address}, {openOnDesktop});
    const DesktopScheme desktopScheme(lectern.appearance());
    QObject::connect(&instance, &SingleInstance::openRequested, &lectern,
                     &Application::openFromOutside);
    std::unique_ptr<Screenshot> screenshot;
    if (!line->screenshotFile.isEmpty()) {
        screenshot = std::make_unique<Screenshot>(lectern.window(), line->screenshotFile);
        QObject::connect(screenshot.get(), &Screenshot::taken, &lectern.window(), &QWidget::close);
        QObject::connect(screenshot.get(), &Screenshot::failed, &application,
                         [](const Error &error) {
                             print(stderr, describe(error));
                             QCoreApplication::exit(end(ExitCode::CannotCreate));
                         });
    }
    lectern.start();
    QTimer::singleShot(iconDelay, &application,
                       [] { QApplication::setWindowIcon(QIcon(u":/icons/lectern.svg"_s)); });
    return QApplication::exec();
}
