package org.pleach.scion.packet;

import io.netty.buffer.ByteBuf;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A host inside an AS, as the address header names it. */
public sealed interface HostAddress {

    /** The {@link HostType}. */
    int type();

    /** Appends the address: {@link HostType#length} bytes. */
    void writeTo(ByteBuf out);

    /** The host with this IP address. */
    static HostAddress of(InetAddress address) {
        return new Ip(address);
    }

    /** Reads {@link HostType#length} bytes. */
    static HostAddress read(ByteBuf buffer, int index, int type) {
        Bytes bytes = Bytes.copyOf(buffer, index, HostType.length(type));
        if (type == HostType.SERVICE && buffer.getShort(index + Service.PADDING) == 0) {
            return new Service(buffer.getUnsignedShort(index));
        }
        if (type == HostType.IPV4 || type == HostType.IPV6) {
            try {
                InetAddress address = InetAddress.getByAddress(bytes.toArray());
                // Java turns IPv4-mapped IPv6 addresses into IPv4; a router must tell them apart.
                if (address.getAddress().length == bytes.length()) {
                    return new Ip(address);
                }
            } catch (UnknownHostException e) {
                throw new IllegalStateException("4 or 16 bytes are an address", e);
            }
        }
        return new Other(type, bytes);
    }

    /**
     * An IP address.
     *
     * @param address IPv4 or IPv6
     */
    record Ip(InetAddress address) implements HostAddress {
        @Override
        public int type() {
            return address instanceof Inet4Address ? HostType.IPV4 : HostType.IPV6;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeBytes(address.getAddress());
        }

        @Override
        public String toString() {
            return address.getHostAddress();
        }
    }

    /**
     * A service of the AS, wherever it runs.
     *
     * @param number 16 bits: 1 discovery, 2 control; the top bit asks for all instances
     */
    record Service(int number) implements HostAddress {
        /** Where the zeros after the number start. */
        static final int PADDING = 2;

        @Override
        public int type() {
            return HostType.SERVICE;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeInt(number << 16);
        }
    }

    /**
     * An address that is none of the others, IPv4-mapped IPv6 included.
     *
     * @param type  the {@link HostType}
     * @param bytes as on the wire
     */
    record Other(int type, Bytes bytes) implements HostAddress {
        @Override
        public void writeTo(ByteBuf out) {
            bytes.writeTo(out);
        }
    }
}
