#pragma once

#include "third_party/precompiled.hpp"
#include <gtest/gtest.h>
