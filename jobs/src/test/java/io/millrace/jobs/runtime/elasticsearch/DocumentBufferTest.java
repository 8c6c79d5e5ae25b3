package io.millrace.jobs.runtime.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentBufferTest {
  private final DocumentBuffer buffer = new DocumentBuffer(3, 10_000);

  @Test
  void it_is_full_at_its_count() {
    buffer.add(operation("a", 1, 10));
    buffer.add(operation("b", 1, 10));
    assertThat(buffer.isFull()).isFalse();
    buffer.add(operation("b", 2, 10));
    assertThat(buffer.isFull()).as("the same document again").isFalse();
    buffer.add(operation("c", 1, 10));
    assertThat(buffer.isFull()).isTrue();
  }

  @Test
  void it_is_full_at_its_bytes_and_counts_them_back() {
    buffer.add(operation("a", 1, 9_990));
    assertThat(buffer.isFull()).isTrue();
    buffer.add(operation("a", 2, 1));
    assertThat(buffer.isFull()).isFalse();
    buffer.take(10, 10_000);
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void a_batch_keeps_both_limits_and_holds_at_least_one() {
    buffer.add(operation("a", 1, 5_000));
    buffer.add(operation("b", 1, 10));
    assertThat(buffer.take(10, 100)).extracting(DocumentOperation::id).containsExactly("a");
    buffer.add(operation("c", 1, 10));
    assertThat(buffer.take(1, 10_000)).extracting(DocumentOperation::id).containsExactly("b");
  }

  @Test
  void what_is_given_back_does_not_replace_what_is_newer() {
    buffer.add(operation("a", 1, 10));
    List<DocumentOperation> taken = buffer.take(1, 1_000);
    buffer.add(operation("a", 2, 10));
    buffer.giveBack(taken);
    assertThat(buffer.take(10, 1_000)).extracting(DocumentOperation::version).containsExactly(2L);
  }

  @Test
  void of_equal_versions_the_later_one_stays() {
    buffer.add(operation("a", 1, 10));
    DocumentOperation later = operation("a", 1, 20);
    buffer.add(later);
    assertThat(buffer.take(10, 1_000)).containsExactly(later);
  }

  private static DocumentOperation operation(String id, long version, int bytes) {
    return new DocumentOperation("alias", id, version, new byte[bytes], "topic", 0, version);
  }
}
