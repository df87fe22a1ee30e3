package org.pleach.broker;

import com.typesafe.config.Config;

final class BrokerOptionsReader {

    private BrokerOptionsReader() { }

    static BrokerOptions read(Config config) {
        throw new UnsupportedOperationException("not there yet");
    }
}
