package org.pleach.scion.daemon;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Writes one protobuf message. Scalars with the value zero are left out, as proto3 asks. */
public final class MessageWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** One field of one kind; the coded stream's methods, which declare an exception that memory never throws. */
    private interface Write {
        void to(CodedOutputStream out) throws IOException;
    }

    /** The bytes of the message with these fields. */
    public static byte[] message(Consumer<MessageWriter> fields) {
        MessageWriter writer = new MessageWriter();
        fields.accept(writer);
        return writer.bytes();
    }

    /** A number. */
    public MessageWriter number(int field, long value) {
        return value == 0 ? this : write(o -> o.writeUInt64(field, value));
    }

    MessageWriter bool(int field, boolean value) {
        return value ? write(o -> o.writeBool(field, true)) : this;
    }

    MessageWriter float32(int field, float value) {
        return Float.floatToRawIntBits(value) == 0 ? this : write(o -> o.writeFloat(field, value));
    }

    MessageWriter bytes(int field, byte[] value) {
        return value.length == 0 ? this : write(o -> o.writeByteArray(field, value));
    }

    MessageWriter string(int field, String value) {
        return value.isEmpty() ? this : write(o -> o.writeString(field, value));
    }

    /** A repeated string: written even if it is empty. */
    MessageWriter strings(int field, List<String> values) {
        values.forEach(value -> write(o -> o.writeString(field, value)));
        return this;
    }

    /** A nested message: written even if it is empty. */
    MessageWriter nested(int field, Consumer<MessageWriter> fields) {
        byte[] nested = message(fields);
        return write(o -> o.writeByteArray(field, nested));
    }

    /** A repeated number, packed. */
    MessageWriter numbers(int field, List<Long> values) {
        if (values.isEmpty()) {
            return this;
        }
        MessageWriter packed = new MessageWriter();
        values.forEach(value -> packed.write(o -> o.writeUInt64NoTag(value)));
        return bytes(field, packed.bytes());
    }

    private MessageWriter write(Write write) {
        try {
            write.to(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        try {
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
