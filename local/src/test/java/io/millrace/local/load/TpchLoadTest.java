package io.millrace.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped example, at the scale that the benchmark's specification counts for. */
class TpchLoadTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @Test
  void everyRowBecomesAnObjectOrALink(@TempDir Path folder) throws Exception {
    String out = folder.toString();
    assertThat(Main.commandLine().execute("tpch", "--scale", "0.01", "--out", out)).isZero();
    Loaded loaded =
        Loaded.of(
            EXAMPLES.resolve("ontology/tpch.yaml"),
            EXAMPLES.resolve("tpch/object-mappings"),
            folder);
    assertThat(loaded.result().refused()).isEmpty();
    assertThat(loaded.result().whole()).isTrue();
    assertThat(loaded.result().tables()).hasSize(8).allMatch(TableLoad::taken);
    assertThat(loaded.result().objects())
        .isEqualTo(
            Map.of(
                "region", 5L,
                "nation", 25L,
                "customer", 1_500L,
                "supplier", 100L,
                "part", 2_000L,
                "order", 15_000L,
                "line-item", 60_175L));
    assertThat(loaded.result().links())
        .isEqualTo(
            Map.of(
                "nation-region", 25L,
                "customer-nation", 1_500L,
                "supplier-nation", 100L,
                "order-customer", 15_000L,
                "line-item-order", 60_175L,
                "line-item-part", 60_175L,
                "line-item-supplier", 60_175L,
                "supply", 8_000L));
    assertThat(loaded.result().dangling()).isEmpty();
    assertKnownFacts(loaded);
  }

  private static void assertKnownFacts(Loaded loaded) {
    assertThat(loaded.targets("order-customer", "1")).containsExactly("370");
    assertThat(loaded.sources("line-item-order", "1"))
        .containsExactly("1~1", "1~2", "1~3", "1~4", "1~5", "1~6");
    assertThat(loaded.targets("nation-region", "7")).containsExactly("3");
    assertThat(loaded.object("nation", "7")).containsEntry("name", "GERMANY");
    // Section 4.2.3 of the specification: a third of the customers has no order, a part has 4
    // suppliers.
    assertThat(loaded.sources("order-customer", "369")).isEmpty();
    assertThat(loaded.sources("supply", "1")).containsExactly("2", "27", "52", "77");
    assertThat(loaded.object("line-item", "1~1"))
        .containsEntry("orderKey", 1L)
        .containsEntry("extendedPrice", "24710.35")
        .containsEntry("discount", "0.04")
        .containsEntry("discountedPrice", "23721.94")
        .containsEntry("charge", "24196.38")
        .containsEntry("late", true);
    assertThat(loaded.object("customer", "1"))
        .containsEntry("address", "IVhzIApeRb ot,c,E")
        .containsEntry("inDebt", false);
  }
}
