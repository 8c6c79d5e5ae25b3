package io.millrace.jobs.runtime.elasticsearch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** Version 1: alias, id, version, length (-1 for a deletion) and document, topic, place. */
final class DocumentStateSerializer extends AsyncSinkWriterStateSerializer<DocumentOperation> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected void serializeRequestToStream(DocumentOperation operation, DataOutputStream out)
      throws IOException {
    writeText(operation.alias(), out);
    writeText(operation.id(), out);
    out.writeLong(operation.version());
    byte[] document = operation.document();
    if (document == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(document.length);
      out.write(document);
    }
    writeText(operation.topic(), out);
    out.writeInt(operation.partition());
    out.writeLong(operation.offset());
  }

  @Override
  protected DocumentOperation deserializeRequestFromStream(long size, DataInputStream in)
      throws IOException {
    String alias = readText(in);
    String id = readText(in);
    long version = in.readLong();
    int length = in.readInt();
    byte[] document = length < 0 ? null : readBytes(in, length);
    return new DocumentOperation(
        alias, id, version, document, readText(in), in.readInt(), in.readLong());
  }

  /** Not writeUTF, which ends at 64 KiB. */
  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in, in.readInt()), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
