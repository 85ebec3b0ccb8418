package io.tidegate.provider;

import io.tidegate.workflow.contract.CredentialsMark;
import org.jspecify.annotations.Nullable;

/** What a provider, or the way to it, had against a call: facts, no decision about retry. */
public final class ProviderException extends RuntimeException {

  /** What kind of trouble it is, whatever the provider calls it. */
  public enum Kind {
    /** Unreachable, too slow, or unable to serve just now. */
    TRANSIENT,
    /** Asked too often. */
    THROTTLED,
    /** Credentials are refused, or do not permit the action. */
    AUTH,
    /** The job is in a state that forbids the call. */
    CONFLICT,
    /** No such job. */
    NOT_FOUND,
    /** The request itself is wrong. */
    CALLER,
    /** A quota or the balance is used up. */
    QUOTA
  }

  /** Whether the call may have changed something at the provider. */
  public enum Effect {
    /** Certainly not: it never left, or was refused as a whole. */
    NONE,
    /** Nobody here can tell: a read must. */
    UNCLEAR
  }

  /** No code and no id is longer, whatever a provider sends. */
  private static final int ID_LIMIT = 200;

  private final Kind kind;
  private final Effect effect;
  private final String provider;
  private final String action;
  private final String code;
  private final String requestId;
  private final String advice;
  private final String reason;
  private final @Nullable CredentialsMark credentials;

  private ProviderException(Builder b) {
    super(
        "%s %s: %s (code=%s, requestId=%s)"
            .formatted(
                b.provider,
                b.action,
                Texts.line(b.reason, Texts.LIMIT),
                b.code.isEmpty() ? "none" : Texts.line(b.code, ID_LIMIT),
                b.requestId.isEmpty() ? "none" : Texts.line(b.requestId, ID_LIMIT)),
        b.cause);
    this.kind = b.kind;
    this.effect = b.effect;
    this.provider = b.provider;
    this.action = b.action;
    this.code = Texts.line(b.code, ID_LIMIT);
    this.requestId = Texts.line(b.requestId, ID_LIMIT);
    this.advice = Texts.line(b.advice, Texts.LIMIT);
    this.reason = Texts.line(b.reason, Texts.LIMIT);
    this.credentials = b.credentials;
  }

  /** Provider, action, reason, code and request id in one line. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public static Builder of(Kind kind, String provider, String action) {
    return new Builder(kind, provider, action);
  }

  public Kind kind() {
    return kind;
  }

  public Effect effect() {
    return effect;
  }

  public String provider() {
    return provider;
  }

  public String action() {
    return action;
  }

  /** The provider's code, or ours where it never answered; may be empty. */
  public String code() {
    return code;
  }

  /** The provider's id of the request, or empty. */
  public String requestId() {
    return requestId;
  }

  /** What the provider, or we, advise; may be empty. */
  public String advice() {
    return advice;
  }

  /** The message without provider, action, code and request id. */
  public String reason() {
    return reason;
  }

  /** Of the credentials that were refused, or of there being none; for {@link Kind#AUTH} alone. */
  public @Nullable CredentialsMark credentials() {
    return credentials;
  }

  /** Collects the facts; what is not said is empty, and an effect is unclear. */
  public static final class Builder {
    private final Kind kind;
    private final String provider;
    private final String action;
    private Effect effect = Effect.UNCLEAR;
    private String code = "";
    private String requestId = "";
    private String advice = "";
    private String reason = "";
    private @Nullable CredentialsMark credentials;
    private @Nullable Throwable cause;

    private Builder(Kind kind, String provider, String action) {
      this.kind = kind;
      this.provider = provider;
      this.action = action;
    }

    public Builder effect(Effect value) {
      this.effect = value;
      return this;
    }

    public Builder code(String value) {
      this.code = value;
      return this;
    }

    public Builder requestId(String value) {
      this.requestId = value;
      return this;
    }

    public Builder advice(String value) {
      this.advice = value;
      return this;
    }

    public Builder message(String value) {
      this.reason = value;
      return this;
    }

    public Builder credentials(@Nullable CredentialsMark value) {
      this.credentials = value;
      return this;
    }

    public Builder cause(Throwable value) {
      this.cause = value;
      return this;
    }

    public ProviderException build() {
      return new ProviderException(this);
    }
  }
}
