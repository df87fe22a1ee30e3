package org.pleach.scion.daemon;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.pleach.path.IsdAs;

/**
 * Reads one protobuf message field by field: {@link #next()}, then the method for the field's type, or {@link #skip()}.
 *
 * <p>Every failure is a {@link MalformedMessageException} that names the message; sizes are bounded by the bytes given,
 * counts by {@link #add}.
 */
public final class MessageReader {

    private final CodedInputStream in;
    private final String message;
    private int tag;

    /** @param message its name, for messages */
    public MessageReader(String message, byte[] bytes) {
        this(message, CodedInputStream.newInstance(bytes));
    }

    private MessageReader(String message, CodedInputStream in) {
        this.message = message;
        this.in = in;
    }

    /** The next field's number, or 0 at the end of the message. */
    public int next() {
        try {
            tag = in.readTag();
            return WireFormat.getTagFieldNumber(tag);
        } catch (IOException e) {
            throw malformed("a field", e);
        }
    }

    /** Goes past the field. */
    public void skip() {
        try {
            in.skipField(tag);
        } catch (IOException e) {
            throw malformed("a field to skip", e);
        }
    }

    /** The field as a number. */
    public long varint() {
        expect(WireFormat.WIRETYPE_VARINT, "a number");
        try {
            return in.readRawVarint64();
        } catch (IOException e) {
            throw malformed("a number", e);
        }
    }

    /** The field as true or false. */
    public boolean bool() {
        return varint() != 0;
    }

    /** The field as an ISD-AS. */
    public IsdAs isdAs() {
        return new IsdAs(varint());
    }

    /** The field as a number from 0 to {@code max}. */
    public int unsigned32(int max) {
        long value = varint();
        if (value < 0 || value > max) {
            throw malformed("a number from 0 to " + max + " but got " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** The field as a float. */
    public float float32() {
        expect(WireFormat.WIRETYPE_FIXED32, "a float");
        try {
            return in.readFloat();
        } catch (IOException e) {
            throw malformed("a float", e);
        }
    }

    /** The field as bytes, at most {@code max}. */
    public byte[] bytes(int max) {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED, "bytes");
        try {
            int length = in.readRawVarint32();
            if (length < 0 || length > max) {
                throw malformed("at most " + max + " bytes but got " + Integer.toUnsignedString(length));
            }
            return in.readRawBytes(length);
        } catch (IOException e) {
            throw malformed("bytes", e);
        }
    }

    /** The field as text of at most {@code max} bytes. */
    public String string(int max) {
        byte[] bytes = bytes(max);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("text in UTF-8", e);
        }
    }

    /** Hands the nested message to {@code fields}, which reads it to its end. */
    public void message(String name, Consumer<MessageReader> fields) {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED, "a message");
        try {
            int outer = in.pushLimit(in.readRawVarint32());
            fields.accept(new MessageReader(name, in));
            in.checkLastTagWas(0);
            in.popLimit(outer);
        } catch (IOException e) {
            throw malformed("a " + name, e);
        }
    }

    /** Reads a repeated number, packed or not, into {@code list}. */
    public void varints(List<Long> list, int max) {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
            add(list, varint(), max);
            return;
        }
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED, "packed numbers");
        try {
            int outer = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                add(list, in.readRawVarint64(), max);
            }
            in.popLimit(outer);
        } catch (IOException e) {
            throw malformed("packed numbers", e);
        }
    }

    /** Adds to a repeated field, up to {@code max} entries. */
    public <T> void add(List<T> list, T entry, int max) {
        if (list.size() == max) {
            throw malformed("at most " + max + " entries");
        }
        list.add(entry);
    }

    /** What to throw where something else was expected. */
    public MalformedMessageException malformed(String expected) {
        return new MalformedMessageException(
                "malformed " + message + ": in field " + WireFormat.getTagFieldNumber(tag) + " expected " + expected);
    }

    private MalformedMessageException malformed(String expected, IOException cause) {
        return new MalformedMessageException("malformed " + message + ": in field "
                + WireFormat.getTagFieldNumber(tag) + " expected " + expected + ": " + cause.getMessage(), cause);
    }

    private void expect(int wireType, String expected) {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw malformed(expected + " but got wire type " + WireFormat.getTagWireType(tag));
        }
    }
}
