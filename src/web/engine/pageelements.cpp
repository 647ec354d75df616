// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/pageelements.h"

#include "web/engine/policedpage.h"

#include <QFile>
#include <QWebEngineScript>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString elementsScript(const QString &token)
{
    QFile file(u":/lectern/engine/pageelements.js"_s);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return QString::fromUtf8(file.readAll())
        .replace("%TOKEN%"_L1, token)
        .replace("%NUMBER%"_L1, QLatin1StringView(PageSnapshot::numberAttribute));
}

} // namespace

PageElements::PageElements(PolicedPage &page)
    : m_page(page), m_script(elementsScript(page.scriptToken()))
{
    connect(&page, &PolicedPage::scriptSpoke, this, &PageElements::scriptSpoke);
}

void PageElements::takeSnapshot(const SnapshotReply &reply)
{
    // The script does nothing where it is already.
    m_page.runJavaScript(m_script + u"lecternElements.snapshot();"_s,
                         QWebEngineScript::ApplicationWorld, [reply](const QVariant &answer) {
                             const QVariantMap taken = answer.toMap();
                             reply({QUrl(taken.value(u"url"_s).toString()),
                                    taken.value(u"html"_s).toString().toUtf8()});
                         });
}

void PageElements::mark(const QList<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts.append(QString::number(number));
    run(u"mark([%1])"_s.arg(texts.join(u',')));
}

void PageElements::setPicking(bool isPicking)
{
    run(u"setPicking(%1)"_s.arg(isPicking ? "true"_L1 : "false"_L1));
}

void PageElements::run(const QString &call)
{
    m_page.runJavaScript(m_script + u"lecternElements."_s + call + u';',
                         QWebEngineScript::ApplicationWorld);
}

void PageElements::scriptSpoke(const QString &message)
{
    if (message == "elements changed"_L1)
        emit changed();
    else if (message.startsWith("elements picked "_L1))
        emit picked(QStringView(message).mid(16).toInt());
}

} // namespace lectern
