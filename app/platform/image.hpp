// A picture in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace loopscope::app::platform {

struct PixelSize {
    int width = 0, height = 0;
    friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

struct Image {
    PixelSize size;
    // Rows from the top, opaque.
    std::vector<std::uint8_t> rgba;

    [[nodiscard]] const std::uint8_t* at(int x, int y) const {
        return rgba.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                              static_cast<std::size_t>(x)) *
                                 4;
    }
};

}  // namespace loopscope::app::platform
