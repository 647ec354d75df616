// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline.h"
#include "app/desktopbrowser.h"
#include "app/desktopscheme.h"
#include "app/fontloading.h"
#include "app/sandboxguard.h"
#include "app/screenshot.h"
#include "app/singleinstance.h"
#include "core/exitcode.h"
#include "core/logging.h"
#include "ui/lineiconstyle.h"

#include <QApplication>
#include <QIcon>
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
        break;
    }
    if (const std::optional<QString> refusal = sandboxRefusal()) {
        print(stderr, *refusal);
        return ExitCode::NotPermitted;
    }
    return {};
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
