// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/neterror.h"

namespace lectern {

PageProblem problemOfNetError(int netError)
{
    switch (netError) {
    case -106: // INTERNET_DISCONNECTED
    case -21: // NETWORK_CHANGED
        return PageProblem::Offline;
    case -105: // NAME_NOT_RESOLVED
    case -137: // NAME_RESOLUTION_FAILED
        return PageProblem::HostNotFound;
    case -102: // CONNECTION_REFUSED
    case -104: // CONNECTION_FAILED
    case -108: // ADDRESS_INVALID
    case -109: // ADDRESS_UNREACHABLE
        return PageProblem::ConnectionRefused;
    case -15: // SOCKET_NOT_CONNECTED
    case -100: // CONNECTION_CLOSED
    case -101: // CONNECTION_RESET
    case -103: // CONNECTION_ABORTED
    case -324: // EMPTY_RESPONSE
    case -354: // CONTENT_LENGTH_MISMATCH
    case -355: // INCOMPLETE_CHUNKED_ENCODING
        return PageProblem::ConnectionLost;
    case -7: // TIMED_OUT
    case -118: // CONNECTION_TIMED_OUT
    case -803: // DNS_TIMED_OUT
        return PageProblem::TimedOut;
    case -310: // TOO_MANY_REDIRECTS
        return PageProblem::TooManyRedirects;
    case -20: // BLOCKED_BY_CLIENT
    case -22: // BLOCKED_BY_ADMINISTRATOR
    case -27: // BLOCKED_BY_RESPONSE
    case -30: // BLOCKED_BY_CSP
    case -300: // INVALID_URL
    case -301: // DISALLOWED_URL_SCHEME
    case -302: // UNKNOWN_URL_SCHEME
    case -311: // UNSAFE_REDIRECT
    case -312: // UNSAFE_PORT
        return PageProblem::AddressRefused;
    case -107: // SSL_PROTOCOL_ERROR
    case -110: // SSL_CLIENT_AUTH_CERT_NEEDED
    case -113: // SSL_VERSION_OR_CIPHER_MISMATCH
    case -116: // CERT_ERROR_IN_SSL_RENEGOTIATION
    case -117: // BAD_SSL_CLIENT_AUTH_CERT
    case -123: // SSL_NO_RENEGOTIATION
    case -125: // SSL_DECOMPRESSION_FAILURE_ALERT
    case -126: // SSL_BAD_RECORD_MAC_ALERT
    case -129: // SSL_WEAK_SERVER_EPHEMERAL_DH_KEY
    case -134: // SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED
    case -148: // SSL_HANDSHAKE_NOT_COMPLETED
    case -149: // SSL_BAD_PEER_PUBLIC_KEY
    case -150: // SSL_PINNED_KEY_NOT_IN_CERT_CHAIN
    case -153: // SSL_DECRYPT_ERROR_ALERT
    case -156: // SSL_SERVER_CERT_CHANGED
    case -159: // SSL_UNRECOGNIZED_NAME_ALERT
    case -172: // SSL_OBSOLETE_CIPHER
    case -501: // INSECURE_RESPONSE
        return PageProblem::InsecureConnection;
    default:
        // Chromium keeps this whole range for certificates.
        return netError <= -200 && netError > -300 ? PageProblem::InsecureConnection
                                                   : PageProblem::Other;
    }
}

} // namespace lectern
