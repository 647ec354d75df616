// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/desktopsecretstore.h"
#include "net/keychain/keychainstore.h"

// The symbol of ../desktopsecretstore.h.
extern "C" Q_DECL_EXPORT lectern::SecretStore *lecternCreateSecretStore()
{
    return new lectern::KeychainStore;
}
