// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/lecternpages.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "library/library.h"
#include "web/colourscheme.h"

#include <QFile>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A usual pace of silent reading, for English prose.
constexpr int wordsPerMinute = 230;

/// No script, frame, form, plug-in or base, and nothing from anywhere but this scheme; pictures may
/// also stand in the page itself.
constexpr auto pagePolicy =
    "default-src 'none'; style-src lectern:; img-src lectern: data:; font-src lectern:; "
    "base-uri 'none'; form-action 'none'"_L1;

QByteArray resource(const QString &name)
{
    QFile file(u":/lectern/pages/"_s + name);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return file.readAll();
}

/// "Lectern Guide · 3 min": what stands over the title; empty if nothing is known.
QString kicker(const StoredContent &content)
{
    QStringList parts;
    if (!content.sourceTitle.isEmpty())
        parts << content.sourceTitle;
    if (content.wordCount) {
        const int minutes = (*content.wordCount + wordsPerMinute / 2) / wordsPerMinute;
        parts << u"%1 min"_s.arg(std::max(1, minutes));
    }
    if (parts.isEmpty())
        return {};
    return u"<p class=\"kicker\">%1</p>"_s.arg(parts.join(u" · "_s).toHtmlEscaped());
}

LecternPages::Answer articlePage(const StoredContent &content)
{
    const QString page =
        QString::fromUtf8(resource(u"article.html"_s))
            .arg(content.language.toHtmlEscaped(),
                 isDark(QGuiApplication::palette()) ? u"dark"_s : u"light"_s, pagePolicy,
                 content.title.toHtmlEscaped(), kicker(content), content.html);
    return {LecternPages::Answer::Status::Found, "text/html; charset=utf-8"_ba, page.toUtf8(),
            QByteArray(pagePolicy.data(), pagePolicy.size()) + "; frame-ancestors 'none'"};
}

LecternPages::Answer styleSheet()
{
    return {LecternPages::Answer::Status::Found, "text/css; charset=utf-8"_ba,
            resource(u"article.css"_s), "default-src 'none'"_ba};
}

} // namespace

LecternPages::LecternPages(Library &library, QObject *parent) : QObject(parent), m_library(library)
{
}

void LecternPages::answer(const QUrl &url, const Reply &reply)
{
    if (url.host() == "style"_L1 && url.path() == "/article.css"_L1) {
        reply(styleSheet());
        return;
    }
    if (url.host() != "guide"_L1 && url.host() != "item"_L1) {
        reply({});
        return;
    }

    const QUrl article = url.adjusted(QUrl::RemoveFragment | QUrl::RemoveQuery);
    deliver(m_library.contentAt(article), this,
            [reply](const Result<std::optional<StoredContent>> &content) {
                if (!content) {
                    qCWarning(logWeb).noquote() << "No content:" << describe(content.error());
                    reply({Answer::Status::Failed, {}, {}, {}});
                } else if (!*content) {
                    reply({});
                } else {
                    reply(articlePage(**content));
                }
            });
}

} // namespace lectern
