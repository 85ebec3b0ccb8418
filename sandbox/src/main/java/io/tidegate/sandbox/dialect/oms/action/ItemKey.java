package io.tidegate.sandbox.dialect.oms.action;

import java.util.List;

/**
 * What tells the items of one check apart. The core knows an item by one word, {@code
 * SOURCE/RDB_CONNECT}.
 *
 * @param endpointType {@code SOURCE} or {@code DEST}
 */
record ItemKey(String endpointType, String checkType) {
  private static final String SOURCE = "SOURCE";
  private static final String DEST = "DEST";

  static ItemKey of(String code) {
    int slash = code.indexOf('/');
    return new ItemKey(code.substring(0, slash), code.substring(slash + 1));
  }

  static List<String> ofBothSides(String checkType) {
    return List.of(SOURCE + "/" + checkType, DEST + "/" + checkType);
  }

  boolean isOfSource() {
    return endpointType.equals(SOURCE);
  }
}
