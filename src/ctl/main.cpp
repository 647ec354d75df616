// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/program.h"
#include "ctl/standardstreams.h"

#include <QCoreApplication>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace lectern;

int main(int argc, char **argv)
{
    // There is no event loop here, so the plainest one will do.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication::setApplicationName(u"Lectern"_s);
    const QCoreApplication application(argc, argv);
    // Standard error is for people; what a log would have besides comes with QT_LOGGING_RULES.
    QLoggingCategory::setFilterRules(u"lectern.*.info=false"_s);

    Surroundings surroundings;
    surroundings.version = QStringLiteral(LECTERN_VERSION);
    surroundings.libraryVariable = qEnvironmentVariable("LECTERN_LIBRARY");
    surroundings.isTerminal = isOutputTerminal();
    const Output output = run(QCoreApplication::arguments().sliced(1), surroundings);
    return static_cast<int>(printed(output));
}
