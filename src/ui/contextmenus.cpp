// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contextmenus.h"

#include "ui/linknotices.h"
#include "ui/linkopener.h"
#include "ui/owncollectionactions.h"
#include "ui/postlistview.h"
#include "web/navigationpolicy.h"
#include "web/pageview.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

ContextMenus::ContextMenus(const Parts &parts, QWidget &window)
    : QObject(&window), m_parts(parts), m_window(window)
{
}

void ContextMenus::showForPost(const QModelIndex &index, const Post &post, const QPoint &position)
{
    QMenu *menu = makeMenu(u"postMenu"_s);
    const QPersistentModelIndex stillThere(index);
    menu->addAction(tr("&Open"), this, [this, stillThere] {
        if (stillThere.isValid())
            m_parts.list.chooseRow(stillThere.row());
    });
    menu->addAction(tr("Open in Bro&wser"), this, [this, post] { m_parts.links.open(post.url); });
    menu->addSeparator();
    menu->addAction(post.isBookmarked ? tr("Remove &Bookmark") : tr("&Bookmark"), this,
                    [this, post] {
                        emit bookmarkToggled({post.url, post.title, post.summary, {}, {}});
                    });
    menu->addAction(post.isRead ? tr("Mar&k as Unread") : tr("Mar&k as Read"), this,
                    [this, post] { emit readToggled(post); });
    menu->addSeparator();
    m_parts.collections.addTo(*menu, post);
    menu->addSeparator();
    menu->addAction(tr("&Copy Address"), this,
                    [this, post] { m_parts.notices.copyAddress(post.url); });
    menu->popup(position);
}

void ContextMenus::showForPage(const PageContext &context)
{
    QMenu *menu = makeMenu(u"pageMenu"_s);
    if (!context.linkUrl.isEmpty()) {
        const QUrl link = context.linkUrl;
        menu->addAction(tr("Open Link in Bro&wser"), this,
                        [this, link] { m_parts.links.open(link); });
        menu->addAction(tr("Copy &Link"), this,
                        [this, link] { m_parts.notices.copyAddress(link); });
        QAction *keep = menu->addAction(tr("Bookmark Lin&k"), this, [this, context] {
            emit bookmarkToggled({context.linkUrl, context.linkText.simplified(), {}, {}, {}});
        });
        keep->setEnabled(externalVerdict(link) == ExternalVerdict::Open);
        menu->addSeparator();
    }
    if (!context.selectedText.isEmpty()) {
        menu->addActions(m_parts.selectionActions);
        menu->addSeparator();
    }
    menu->addActions(m_parts.historyActions);
    menu->addSeparator();
    menu->addActions(m_parts.pageActions);
    menu->popup(context.globalPosition);
}

QMenu *ContextMenus::makeMenu(const QString &name)
{
    auto *menu = new QMenu(&m_window);
    menu->setObjectName(name);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

} // namespace lectern
