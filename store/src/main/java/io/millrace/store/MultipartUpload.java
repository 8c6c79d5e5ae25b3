package io.millrace.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Stores a large file part by part: one call takes 5 GB at most, and a connection that breaks costs
 * a part. The file is seen when all parts are there.
 *
 * @param partBytes of each part but the last
 */
record MultipartUpload(S3Client client, String bucket, String key, long partBytes) {
  private static final int MOST_PARTS = 10_000;

  /** Named, or a server expects none for the whole and the client sends one for each part. */
  private static final ChecksumAlgorithm CHECKSUM = ChecksumAlgorithm.CRC32;

  private static final String TYPE = "application/octet-stream";

  void run(Path file) throws IOException {
    String id =
        client
            .createMultipartUpload(
                request -> request.bucket(bucket).key(key).checksumAlgorithm(CHECKSUM))
            .uploadId();
    try {
      List<CompletedPart> parts = parts(file, id);
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(id)
                  .multipartUpload(all -> all.parts(parts)));
    } catch (IOException | RuntimeException e) {
      abort(id, e);
      throw e;
    }
  }

  private List<CompletedPart> parts(Path file, String id) throws IOException {
    long size = Files.size(file);
    long each = Math.max(partBytes, (size + MOST_PARTS - 1) / MOST_PARTS);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < size; from += each) {
      int number = parts.size() + 1;
      UploadPartResponse stored = put(file, from, Math.min(each, size - from), number, id);
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(stored.eTag())
              .checksumCRC32(stored.checksumCRC32())
              .build());
    }
    return parts;
  }

  private UploadPartResponse put(Path file, long from, long length, int number, String id) {
    // Opened for each try: what a broken connection took is read again.
    RequestBody body =
        RequestBody.fromContentProvider(() -> region(file, from, length), length, TYPE);
    return client.uploadPart(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .partNumber(number)
                .checksumAlgorithm(CHECKSUM),
        body);
  }

  private static InputStream region(Path file, long from, long length) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new Region(Channels.newInputStream(channel.position(from)), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parts that nobody completes would be kept, and paid for. */
  private void abort(String id, Exception cause) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** The beginning of a stream. */
  private static final class Region extends FilterInputStream {
    private long left;

    Region(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = left == 0 ? -1 : super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
