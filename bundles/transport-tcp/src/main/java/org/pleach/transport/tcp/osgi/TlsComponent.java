package org.pleach.transport.tcp.osgi;

import org.osgi.service.component.annotations.Component;
import org.pleach.transport.TlsSettings;
import org.pleach.transport.TlsUpgrade;
import org.pleach.transport.tcp.Tls;

/** Offers {@link Tls} as a service. */
@Component(service = TlsUpgrade.class)
public final class TlsComponent implements TlsUpgrade {

    private final TlsUpgrade tls = new Tls();

    @Override
    public Prepared prepare(TlsSettings settings) {
        return tls.prepare(settings);
    }
}
