// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/sharedopenglcontext.h"

#include "core/logging.h"

#include <QCoreApplication>
#include <QOpenGLContext>
#include <QSurfaceFormat>

#include <QtGui/private/qopenglcontext_p.h>

namespace lectern {

namespace {

/// Runs when the application object ends, when pages and profile are gone: what Qt does with a
/// share context of its own.
void removeSharedOpenGLContext()
{
    QOpenGLContext *context = qt_gl_global_share_context();
    qt_gl_set_global_share_context(nullptr);
    delete context;
}

} // namespace

void installSharedOpenGLContext()
{
    if (qt_gl_global_share_context())
        return;

    auto *context = new QOpenGLContext;
    context->setFormat(QSurfaceFormat::defaultFormat());
    // Qt installs it in any case: without OpenGL, the engine then draws in software.
    if (!context->create())
        qCInfo(logWeb) << "No OpenGL context could be created";
    qt_gl_set_global_share_context(context);
    qAddPostRoutine(removeSharedOpenGLContext);
}

} // namespace lectern
