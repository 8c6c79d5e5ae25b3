package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * Text of any encoding as UTF-8. What is malformed becomes a byte that no UTF-8 has, so that the
 * row that it stands in, and no other, is found to be malformed.
 */
final class Utf8Input extends InputStream {
  /** Never part of UTF-8. */
  private static final byte MALFORMED = (byte) 0xff;

  private static final int BUFFER = 1 << 13;

  /** A character of Java is three bytes of UTF-8 at most. */
  private static final int MOST_BYTES_PER_CHAR = 3;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER);
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private final int longestMalformed;
  private boolean ended;
  private boolean done;

  private Utf8Input(InputStream in, Charset encoding) {
    this.in = in;
    this.longestMalformed =
        encoding.name().startsWith("UTF-16") ? Character.BYTES : Integer.MAX_VALUE;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * The text as UTF-8, without a byte order mark.
   *
   * @param encoding a charset's name, or empty to tell it by the beginning
   * @throws TableException if there is no such charset
   */
  static InputStream of(InputStream in, String encoding) throws IOException {
    Beginning beginning = Beginning.of(in);
    Charset named = encoding.isEmpty() ? StandardCharsets.UTF_16 : charset(encoding);
    // UTF-16 leaves it to the mark in which order its bytes are.
    Charset charset = named.equals(StandardCharsets.UTF_16) ? beginning.charset() : named;
    InputStream text = beginning.withoutMark();
    return charset.equals(StandardCharsets.UTF_8) ? text : new Utf8Input(text, charset);
  }

  private static Charset charset(String name) throws TableException {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new TableException("There is no encoding '" + name + "'", e);
    }
  }

  @Override
  public int read() throws IOException {
    return more() ? ready.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, ready.remaining());
    ready.get(into, offset, count);
    return count;
  }

  private boolean more() throws IOException {
    while (!ready.hasRemaining()) {
      if (done) {
        return false;
      }
      decode();
    }
    return true;
  }

  private void decode() throws IOException {
    fill();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (result.isUnderflow() && ended) {
      decoder.flush(chars);
      done = true;
    }
    ByteBuffer text = StandardCharsets.UTF_8.encode(chars.flip());
    ByteBuffer out = ByteBuffer.allocate(text.remaining() + MOST_BYTES_PER_CHAR).put(text);
    if (result.isError()) {
      // A surrogate without its other half is told together with what follows, which is good.
      bytes.position(bytes.position() + Math.min(result.length(), longestMalformed));
      out.put(MALFORMED);
    }
    ready = out.flip();
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = ended ? -1 : in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read > 0) {
      bytes.position(bytes.position() + read);
    }
    ended |= read < 0;
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
