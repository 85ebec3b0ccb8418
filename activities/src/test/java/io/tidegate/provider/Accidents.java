package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What an accident makes of a reply. At most 100 kB each. */
public final class Accidents {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Instead of a damage: the place is not there at all. */
  public static final String GONE = "(gone)";

  private static final List<String> HOSTILE =
      List.of(
          "null",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[{}]",
          "\"\"",
          "\" \"",
          "true",
          "-1",
          "0",
          "1e999",
          "-1e999",
          "9".repeat(400),
          "1" + "0".repeat(2_000),
          "0.1e-999",
          "\"NaN\"",
          "\"Infinity\"",
          "\"0x1p3\"",
          "\"١٢\"",
          "\"\\ud83d\"",
          "\"\\u0000\\u001b[2J\\n\\r\"",
          "\"\\u202e\\u2066\\u200b\"",
          "\"%s%n%d\"",
          "\"" + "x".repeat(40_000) + "\"",
          "\"" + "错".repeat(20_000) + "\"",
          "[".repeat(400) + "]".repeat(400),
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(400) + "1" + "}".repeat(400),
          "[" + "{},".repeat(2_000) + "{}]",
          "\"[\\\"a\\\",1,null,[]]\"",
          "\"[[[[\"");

  private static final List<String> PIECES =
      List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "\u0000", "null", "1e", "<html>", "\ufeff");

  /** Whole replies with one to four values replaced by others. */
  public static Arbitrary<byte[]> changed(Arbitrary<String> whole) {
    Arbitrary<Consumer<ObjectNode>> change =
        Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.of(HOSTILE))
            .as((at, value) -> reply -> change(reply, at, value));
    return Combinators.combine(whole, change.list().ofMinSize(1).ofMaxSize(4))
        .as(
            (reply, changes) -> {
              ObjectNode tree = tree(reply);
              changes.forEach(c -> c.accept(tree));
              return tree.toString().getBytes(StandardCharsets.UTF_8);
            });
  }

  /** Whole replies with bytes cut out or put in. */
  public static Arbitrary<byte[]> damaged(Arbitrary<String> whole) {
    Arbitrary<byte[]> put =
        Arbitraries.oneOf(
            Arbitraries.of(PIECES).map(p -> p.getBytes(StandardCharsets.UTF_8)),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
    return Combinators.combine(
            whole, Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 9), put)
        .as((reply, at, cut, in) -> damaged(reply.getBytes(StandardCharsets.UTF_8), at, cut, in));
  }

  private static ObjectNode tree(String reply) {
    try {
      return (ObjectNode) JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(ObjectNode reply, double at, String value) {
    List<Consumer<JsonNode>> places = new ArrayList<>();
    collect(reply, places);
    // Raw: the tree has no way to say half a character, or a number out of all range.
    places
        .get((int) (at * (places.size() - 1)))
        .accept(JSON.getNodeFactory().rawValueNode(new RawValue(value)));
  }

  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                places.add(value -> object.set(field.getKey(), value));
                collect(field.getValue(), places);
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(value -> array.set(index, value));
        collect(array.get(i), places);
      }
    }
  }

  private static byte[] damaged(byte[] whole, double at, int cut, byte[] in) {
    int from = (int) (at * whole.length);
    int to = Math.min(whole.length, from + cut);
    byte[] damaged = new byte[from + in.length + whole.length - to];
    System.arraycopy(whole, 0, damaged, 0, from);
    System.arraycopy(in, 0, damaged, from, in.length);
    System.arraycopy(whole, to, damaged, from + in.length, whole.length - to);
    return damaged;
  }

  /** The reply, damaged in one place: every place in turn. */
  public static List<String> everywhere(String reply, String damage) throws IOException {
    List<String> all = everyPlace(reply, damage);
    assertThat(all).hasSizeGreaterThan(15);
    return all;
  }

  /** As {@link #everywhere}, of a reply that has few. */
  public static List<String> everyPlace(String reply, String damage) throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonPointer place : places(JsonPointer.empty(), JSON.readTree(reply))) {
      JsonNode tree = JSON.readTree(reply);
      JsonNode parent = tree.at(place.head());
      if (parent instanceof ObjectNode object) {
        String field = place.last().getMatchingProperty();
        if (damage.equals(GONE)) {
          object.remove(field);
        } else {
          object.set(field, JSON.readTree(damage));
        }
      } else if (parent instanceof ArrayNode list) {
        int index = place.last().getMatchingIndex();
        if (damage.equals(GONE)) {
          list.remove(index);
        } else {
          list.set(index, JSON.readTree(damage));
        }
      }
      all.add(tree.toString());
    }
    return all;
  }

  private static List<JsonPointer> places(JsonPointer at, JsonNode tree) {
    List<JsonPointer> places = new ArrayList<>();
    if (!at.matches()) {
      places.add(at);
    }
    tree.properties()
        .forEach(f -> places.addAll(places(at.appendProperty(f.getKey()), f.getValue())));
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      places.addAll(places(at.appendIndex(i), tree.get(i)));
    }
    return places;
  }

  /**
   * Reads a damaged reply: what is read is looked at, a refusal too, and whatever else is thrown
   * fails the test.
   */
  public static <T> void read(
      String body, Supplier<T> reading, Consumer<T> look, Consumer<ProviderException> refused) {
    T found;
    try {
      found = reading.get();
    } catch (ProviderException e) {
      refused.accept(e);
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(body, e);
    }
    look.accept(found);
  }

  private Accidents() {}
}
