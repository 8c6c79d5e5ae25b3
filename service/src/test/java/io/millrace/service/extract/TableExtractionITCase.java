package io.millrace.service.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.service.problem.ProblemException;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.definition.DefinitionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableExtractionITCase {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static String url;
  private static TableDefinitions definitions;
  private static TableExtraction extraction;

  @BeforeAll
  static void start() throws Exception {
    url = Stack.shared().createDatabase("extraction");
    Connections connections =
        new Connections(
            new ConnectionSettings(
                Map.of(
                    "free", new ConnectionSettings.Account(url, "postgres", "postgres", true, 1000),
                    "bound",
                        new ConnectionSettings.Account(url, "postgres", "postgres", false, 10))));
    definitions = new TableDefinitions(connections);
    extraction = new TableExtraction(connections, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private record Read(List<String> lines, Mark mark) {}

  private static Read read(String definition, boolean whole, Mark from) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableExtraction.Extracted extracted =
        extraction.write(definitions.check(json(definition)), whole, from, out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(extracted.rows()).isEqualTo(lines.size());
    return new Read(lines, extracted.mark());
  }

  private static String json(String definition) {
    return definition.replace('\'', '"');
  }

  private static String query(String sql) {
    return "{'connection': 'free', 'query': '" + sql.replace("'", "\\u0027") + "'}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9007199254740993::bigint | 9007199254740993",
        "0.1::real | 0.1",
        "1e300::double precision | 1.0E300",
        "'NaN'::float8 | \"NaN\"",
        "12345678901234567890.1200::numeric | \"12345678901234567890.1200\"",
        "'NaN'::numeric | \"NaN\"",
        "42::numeric(18,0) | 42",
        "true | true",
        "B'101' | \"101\"",
        "'2026-03-29 02:30:00'::timestamp | \"2026-03-29T02:30:00\"",
        "'2026-03-29 02:30:00.123456+02'::timestamptz | \"2026-03-29T00:30:00.123456Z\"",
        "'infinity'::timestamptz | \"infinity\"",
        "'-infinity'::date | \"-infinity\"",
        "'2026-11-21'::date | \"2026-11-21\"",
        "'08:30:00'::time | \"08:30:00\"",
        "'\\x00ff10'::bytea | \"AP8Q\"",
        "'c56a4180-65aa-42ec-a945-5fd21dec0538'::uuid | \"c56a4180-65aa-42ec-a945-5fd21dec0538\"",
        "array[1, null, 3] | [1,null,3]",
        "array['2026-03-29 02:30:00'::timestamp] | [\"2026-03-29T02:30:00\"]",
        "array[1.50, 2] | [\"1.50\",\"2\"]",
        "'[1, {}]'::jsonb | \"[1, {}]\"",
        "'$1,234.50'::money | \"$1,234.50\"",
        "null::int | null"
      })
  void typesAreKept(String value, String json) throws Exception {
    assertThat(read(query("select " + value.replace("\\", "\\\\") + " as v"), true, null).lines())
        .containsExactly("{\"v\":" + json + "}");
  }

  @Test
  void namesAreQuotedAndColumnsChosen() throws Exception {
    sql(
        "create table kept (id int)",
        "create schema \"My Schema\"",
        "create table \"My Schema\".\"we\"\"ird; drop table kept\""
            + " (\"Sel\"\"ect\" int primary key, secret text)",
        "insert into \"My Schema\".\"we\"\"ird; drop table kept\" values (2, 'x'), (1, 'y')");
    String table =
        "{'connection': 'bound', 'schema': 'My Schema', 'table': 'we\\\"ird; drop table kept',"
            + " 'columns': ['Sel\\\"ect']}";
    assertThat(read(table, true, null).lines())
        .containsExactly("{\"Sel\\\"ect\":1}", "{\"Sel\\\"ect\":2}");
    assertThat(read("{'connection': 'bound', 'table': 'kept'}", true, null).lines()).isEmpty();
  }

  @Test
  void queriesOnlyRead() throws Exception {
    sql("create table written (id int)");
    sql(
        "create function write_it() returns int language sql as"
            + " 'insert into written values (1) returning 1'");
    assertThatThrownBy(() -> read(query("select write_it() -- behind"), true, null))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("read-only");
    assertThat(read(query("select * from written -- behind"), true, null).lines()).isEmpty();
  }

  @Test
  void numbersAreFollowed() throws Exception {
    sql("create table numbered (id int primary key, v text)");
    sql("insert into numbered select i, 'v' from generate_series(1, 3000) i");
    String table =
        "{'connection': 'bound', 'table': 'numbered', 'mode': 'increment', 'by': 'id',"
            + " 'overlap': 5}";
    Read first = read(table, false, null);
    assertThat(first.lines()).hasSize(3000);
    assertThat(first.mark()).isEqualTo(new Mark(Mark.Kind.NUMBER, "3000"));
    sql("insert into numbered values (3001, 'new')", "delete from numbered where id = 2998");
    Read second = read(table, false, first.mark());
    assertThat(second.lines())
        .containsExactly(
            "{\"id\":2996,\"v\":\"v\"}",
            "{\"id\":2997,\"v\":\"v\"}",
            "{\"id\":2999,\"v\":\"v\"}",
            "{\"id\":3000,\"v\":\"v\"}",
            "{\"id\":3001,\"v\":\"new\"}");
    assertThat(second.mark().text()).isEqualTo("3001");
    sql("delete from numbered where id > 2998");
    assertThat(read(table, false, second.mark()).mark().text()).isEqualTo("3001");
  }

  @Test
  void aTimeOfTheFutureHidesNothing() throws Exception {
    sql("create table timed (id int primary key, at timestamptz, local timestamp, day date)");
    sql(
        "insert into timed values (1, '2026-11-21 10:00Z', '2026-11-21 10:00', '2026-11-20'),"
            + " (2, '9999-12-31 00:00Z', '9999-12-31', '9999-12-31'),"
            + " (3, 'infinity', 'infinity', 'infinity'), (4, null, null, null)");
    String table =
        "{'connection': 'bound', 'table': 'timed', 'columns': ['id', 'COLUMN'],"
            + " 'mode': 'increment', 'by': 'COLUMN', 'overlap': 'PT0S'}";
    String at = table.replace("COLUMN", "at");
    Read first = read(at, false, null);
    assertThat(first.lines()).hasSize(3);
    assertThat(first.mark().shown()).isEqualTo("2026-11-21T12:00Z");
    sql("insert into timed values (5, '2026-11-21 12:00Z', '2026-11-22 01:00', '2026-11-21')");
    assertThat(read(at, false, first.mark()).lines()).hasSize(3).first().asString().contains("5");
    assertThat(read(at, true, null).lines()).hasSize(5);
    assertThat(read(table.replace("COLUMN", "local"), false, null).mark())
        .isEqualTo(new Mark(Mark.Kind.TIME, "2026-11-22T02:00"));
    Mark day = new Mark(Mark.Kind.DATE, "2026-11-21T00:00");
    assertThat(read(table.replace("COLUMN", "day"), false, day).lines()).hasSize(3);
  }

  @Test
  void whatCannotBeFollowedIsRefused() throws Exception {
    sql("create table followed (id int, name text, ratio float8)");
    String table = "{'connection': 'bound', 'table': 'followed', 'mode': 'increment', ";
    assertThatThrownBy(() -> read(table + "'by': 'name'}", false, null))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("numbers, times or dates");
    assertThatThrownBy(() -> read(table + "'by': 'ratio'}", false, null))
        .isInstanceOf(ProblemException.class);
    Mark number = new Mark(Mark.Kind.NUMBER, "1");
    assertThatThrownBy(() -> read(table + "'by': 'id', 'overlap': 'PT1M'}", false, number))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("overlap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /connection",
        "{'connection': 'none', 'table': 't'} | /connection",
        "{'connection': 'bound'} | /table",
        "{'connection': 'bound', 'table': 't', 'query': 'select 1'} | /table",
        "{'connection': 'bound', 'query': 'select 1'} | /query",
        "{'connection': 'free', 'query': 'select 1; commit'} | /query",
        "{'connection': 'free', 'query': 'select 1', 'schema': 's'} | /schema",
        "{'connection': 'bound', 'table': 't', 'mode': 'increment'} | /by",
        "{'connection': 'bound', 'table': 't', 'by': 'id'} | /by",
        "{'connection': 'bound', 'table': 't', 'overlap': 5} | /overlap",
        "{'connection': 'bound', 'table': 't', 'every': 'PT0S'} | /every",
        "{'connection': 'bound', 'table': 't', 'url': 'jdbc:x'} | /url",
        "{'connection': 'bound', 'table': 't', 'mode': 'increment', 'by': 'a', 'columns': ['b']}"
            + " | /columns"
      })
  void definitionsAreChecked(String definition, String path) {
    assertThatThrownBy(() -> definitions.check(json(definition)))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e -> assertThat(e.problems()).extracting("path").contains(path));
  }

  /** Held whole, the rows would take some hundred megabytes. */
  @Test
  void aMillionRowsTakeTheMemoryOfSomeThousand() throws Exception {
    Weighing out = new Weighing();
    long before = Weighing.live();
    TableExtraction.Extracted extracted =
        extraction.write(
            definitions.check(
                json(
                    query(
                        "select i, repeat('x', 200) as text from generate_series(1, 1000000) i"))),
            true,
            null,
            out);
    assertThat(extracted.rows()).isEqualTo(1_000_000);
    assertThat(out.most - before).isLessThan(64L << 20);
  }

  /** Counts what is written, and weighs what is alive now and then. */
  private static final class Weighing extends OutputStream {
    private static final long EVERY = 100L << 20;
    private long bytes;
    private long most;

    static long live() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      if (bytes / EVERY != (bytes + length) / EVERY) {
        most = Math.max(most, live());
      }
      bytes += length;
    }
  }
}
