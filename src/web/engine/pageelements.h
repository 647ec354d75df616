// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/engine.h"

#include <QList>
#include <QObject>

namespace lectern {

class PolicedPage;

/// The elements of the document that a page has: tells them, marks them, lets the reader point at
/// one. Its script comes into a document when it is first asked for, so pages that are only read
/// know nothing of it. Belongs to its page's thread.
class PageElements final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageElements)

public:
    /// `page` must outlive it.
    explicit PageElements(PolicedPage &page);

    /// See EnginePage::takeSnapshot, and so on.
    void takeSnapshot(const SnapshotReply &reply);
    void mark(const QList<int> &numbers);
    void setPicking(bool isPicking);

signals:
    void picked(int number);
    void changed();

private:
    void run(const QString &call);
    void scriptSpoke(const QString &message);

    PolicedPage &m_page;
    const QString m_script;
};

} // namespace lectern
