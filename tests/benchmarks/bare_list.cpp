// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The least a program with Qt Widgets can do to show a list, and so what Lectern's start is
// compared with: a window, a list view, and the rows given as arguments.
#include "benchmarks/milestone.h"
#include "benchmarks/windowsize.h"

#include <QApplication>
#include <QListView>
#include <QMainWindow>
#include <QStringListModel>

using namespace lectern;

namespace {

/// Reports its first paint at the same point as Lectern's PostListView does.
class ReportingListView final : public QListView
{
public:
    using QListView::QListView;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QListView::paintEvent(event);
        if (m_hasPainted)
            return;
        m_hasPainted = true;
        QMetaObject::invokeMethod(
            this, [] { reportMilestone("list shown"); }, Qt::QueuedConnection);
    }

private:
    bool m_hasPainted = false;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    QStringListModel rows(QApplication::arguments().mid(1));
    auto *list = new ReportingListView(&window);
    list->setModel(&rows);
    window.setCentralWidget(list);
    window.resize(referenceWindowSize);
    window.show();
    return QApplication::exec();
}
