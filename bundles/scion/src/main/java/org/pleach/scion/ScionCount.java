package org.pleach.scion;

/** What the stack counts. */
public enum ScionCount {
    /** Datagrams handed up. */
    DATAGRAMS_RECEIVED,
    /** Payload bytes handed up. */
    PAYLOAD_BYTES_RECEIVED,
    /** SCION packets sent: datagrams, copies of them, probes. */
    PACKETS_SENT,
    /** Their bytes, headers included. */
    BYTES_SENT,
    /** Received and dropped: no well-formed SCION packet. */
    DROPPED_MALFORMED,
    /** Received and dropped: the packet ends before its header or payload does. */
    DROPPED_TRUNCATED,
    /** Received and dropped: addressed to another AS, host or port. */
    DROPPED_WRONG_DESTINATION,
    /** Received and dropped: bad UDP checksum. */
    DROPPED_UDP_CHECKSUM,
    /** Received and dropped: bad SCMP checksum. */
    DROPPED_SCMP_CHECKSUM,
    /** Received and dropped: neither UDP nor SCMP. */
    DROPPED_UNKNOWN_PROTOCOL,
    /** Received and dropped: a path type that cannot be answered, or a path that makes no sense. */
    DROPPED_BAD_PATH,
    /** Received and dropped: from a source that is no host. */
    DROPPED_BAD_SOURCE,
    /** Received and dropped: a new peer, with as many held ones as are allowed. */
    DROPPED_TOO_MANY_PEERS,
    /** Written and dropped: to an address that stands for no peer. */
    DROPPED_UNKNOWN_PEER,
    /** Written and dropped: no path to the peer. */
    DROPPED_NO_PATH,
    /** Written and dropped: bigger than the path carries. */
    DROPPED_TOO_BIG,
    /** Written and dropped: the operating system refused to send. */
    DROPPED_SEND_FAILED,
    /** Peers made room for others. */
    PEERS_EVICTED,
    /** Genuine messages that an interface or the connection between two is down. */
    SCMP_DOWN_RECEIVED,
    /** The same, but what they quote was not sent recently: only a reason to look. */
    SCMP_DOWN_UNVERIFIED,
    /** SCMP errors dropped: what they quote was never sent from here. */
    SCMP_FORGED,
    /** Other SCMP errors about packets from here. */
    SCMP_ERRORS_RECEIVED,
    /** SCMP messages of no interest. */
    SCMP_IGNORED,
    /** Silence began: the path in use brought no answer in time. */
    SILENCES,
    /** Silence ended without a change of path. */
    FALSE_ALARMS,
    /** Another path became the active one. */
    PATH_SWITCHES,
    /** Of these: because the active path failed. */
    FAILOVERS,
    /** Of these: because the peer moved. */
    FOLLOWED_PEER,
    /** Of these: back to a path ranked higher. */
    RETURNS_TO_PREFERRED,
    /** Another path became the second one. */
    SECOND_PATH_SWITCHES,
    /** Changes of a peer from one path scheduler to another. */
    SCHEDULER_CHANGES,
    /** Path schedulers that threw, and were replaced by the built-in one. */
    SCHEDULER_FAILURES,
    /** Datagrams sent again from the window, on another path. */
    DATAGRAMS_RESENT,
    /** Datagrams sent on a second path as well. */
    DATAGRAMS_DUPLICATED,
    /** Probes sent. */
    PROBES_SENT,
    /** Probes answered. */
    PROBES_ANSWERED,
    /** Probes not sent, since another connection had asked the same path lately. */
    PROBES_SHARED,
    /** Probes put off, since another connection was asking the same path, or there were too many. */
    PROBES_POSTPONED,
    /** Probe answers that belong to no probe under way. */
    PROBE_ANSWERS_UNEXPECTED,
    /** Paths distrusted. */
    PATHS_DISTRUSTED,
    /** Paths trusted again. */
    PATHS_TRUSTED_AGAIN,
    /** Paths that expired before a look-up brought new ones. */
    PATHS_EXPIRED,
    /** Look-ups of paths. */
    PATH_LOOKUPS,
    /** Look-ups that failed. */
    PATH_LOOKUPS_FAILED,
    /** Paths in answers of the daemon that were left out: malformed, too small, too many. */
    PATHS_REFUSED,
    /** Policies that threw. */
    POLICY_FAILURES,
    /** Rankings for which a policy that filters was missing or threw, so that no new path could pass. */
    FILTERS_MISSING,
    /** Rankings made. */
    RANKINGS
}
