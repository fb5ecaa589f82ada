#include "app/platform/window_icon.hpp"

#include <algorithm>
#include <cmath>

#include <GLFW/glfw3.h>

namespace loopscope::app::platform {
namespace {

struct Color {
    std::uint8_t r, g, b;
};
constexpr Color kRing{0xE8, 0xA9, 0x3A}, kDot{0x5B, 0xB8, 0xEC};

// How much of a pixel lies inside of an edge that is so many pixels away from its middle.
float cover(float outside) {
    return std::clamp(0.5F - outside, 0.0F, 1.0F);
}

}  // namespace

Image mark(int side) {
    Image image{{side, side}, {}};
    const auto unit = static_cast<float>(side) / 24;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
            const float dx = px - 12 * unit, dy = py - 13 * unit;
            const float from_dot = std::hypot(px - 12 * unit, py - 4.6F * unit);
            const float dot = cover(from_dot - 3.4F * unit);
            const float gap = cover(5.2F * unit - from_dot);
            const float ring = cover(std::abs(std::hypot(dx, dy) - 8.4F * unit) - 1.6F * unit) * gap;
            const Color color = dot > 0 ? kDot : kRing;
            for (const std::uint8_t c : {color.r, color.g, color.b}) image.rgba.push_back(c);
            image.rgba.push_back(static_cast<std::uint8_t>(std::lround(std::max(dot, ring) * 255)));
        }
    }
    return image;
}

void set_icon(GLFWwindow* window) {
    Image marks[] = {mark(16), mark(32), mark(64)};
    GLFWimage images[std::size(marks)];
    for (std::size_t i = 0; i < std::size(marks); ++i) {
        images[i] = {marks[i].size.width, marks[i].size.height, marks[i].rgba.data()};
    }
    glfwSetWindowIcon(window, static_cast<int>(std::size(images)), images);
}

}  // namespace loopscope::app::platform
