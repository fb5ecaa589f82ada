// What the inks look like: two themes, opaque colours that were checked for contrast.
#pragma once

#include "core/stage/ink.hpp"

#include <cstdint>

namespace loopscope::stage {

enum class ThemeName : std::uint8_t { Dark, Light };

struct Rgba {
    float r = 0, g = 0, b = 0, a = 1;  // sRGB, not premultiplied
    friend bool operator==(const Rgba&, const Rgba&) = default;
};

class Theme {
public:
    // Both live as long as the program.
    static const Theme& get(ThemeName name);

    [[nodiscard]] ThemeName name() const { return name_; }
    [[nodiscard]] bool dark() const { return name_ == ThemeName::Dark; }
    // Mixed into Panel by the ink's strength, then given its alpha.
    [[nodiscard]] Rgba color(Ink ink) const;

private:
    explicit Theme(ThemeName name) : name_(name) {}
    ThemeName name_;
};

// WCAG 2 contrast of two opaque colours: 1 to 21.
double contrast(Rgba a, Rgba b);

}  // namespace loopscope::stage
