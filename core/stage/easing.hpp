// How progress becomes movement: rate functions on [0, 1] that hold still outside of it.
#pragma once

namespace loopscope::stage {

// Also where t is not a number: 0.
constexpr float linear(float t) {
    return t > 0 ? (t < 1 ? t : 1.0F) : 0.0F;
}

// Slow, fast, slow.
constexpr float ease_in_out_cubic(float t) {
    const float x = linear(t);
    const float back = 2 - 2 * x;
    return x < 0.5F ? 4 * x * x * x : 1 - back * back * back / 2;
}

constexpr float mix(float a, float b, float share) {
    return a + (b - a) * share;
}

}  // namespace loopscope::stage
