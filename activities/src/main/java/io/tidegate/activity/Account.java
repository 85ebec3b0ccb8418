package io.tidegate.activity;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Provider;

/** A configured account at work: how to reach it, and what was last seen there. */
record Account(AccountSettings settings, Provider provider, StatusBoard board) {}
