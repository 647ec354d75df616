// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What Readability alone takes of the way into reader view: a bare page of the engine at the
// address given, and Readability over a copy of it. Prints one number for each run, in
// milliseconds.
#include <QApplication>
#include <QFile>
#include <QTextStream>
#include <QWebEnginePage>

using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 15;

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QFile file(QStringLiteral(LECTERN_READABILITY));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const QString script = u"(() => {"_s + QString::fromUtf8(file.readAll())
        + u"const times = [];"
          "for (let run = 0; run < %1; ++run) {"
          " const copy = document.cloneNode(true);"
          " const start = performance.now();"
          " new Readability(copy, { serializer: element => element }).parse();"
          " times.push(performance.now() - start);"
          "} return times; })()"_s.arg(runs);
    QWebEnginePage page;
    QObject::connect(&page, &QWebEnginePage::loadFinished, &page, [&page, &script] {
        page.runJavaScript(script, 1, [](const QVariant &times) {
            QTextStream out(stdout);
            const QVariantList values = times.toList();
            for (const QVariant &value : values)
                out << value.toDouble() << '\n';
            out.flush();
            QCoreApplication::exit(values.isEmpty() ? 1 : 0);
        });
    });
    page.load(QUrl(QApplication::arguments().value(1)));
    return QApplication::exec();
}
