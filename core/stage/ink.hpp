// Colours by meaning. A picture names an ink; the theme says what it looks like (theme.hpp).
#pragma once

#include <cstdint>

namespace loopscope::stage {

enum class Token : std::uint8_t {
    Background,
    Panel,
    Raised,
    Code,  // surfaces, from the window's ground upwards; Code: listing and output
    Hairline,
    Line,
    Track,  // borders; stronger lines; empty grooves (ring segments, bars)
    Text,
    TextSoft,
    TextFaint,  // 14 : 1, 9 : 1, 5 : 1 on Panel in the dark theme
    Loop,
    Worker,
    Error,
    Glow,     // actors; Glow is the moving token and never carries text
    Actor,    // one of the task hues, see Ink::actor
    Accent,   // buttons, selection, progress
    OnSolid,  // text on a solid actor, Accent or Loop fill
    Keyword,
    Type,
    Function,
    String,
    Number,
    Comment,  // listing
};

struct Ink {
    Token token = Token::Text;
    std::uint8_t actor = 0;  // Token::Actor: hue number, see hue_of()
    // How much of the ink is left when it is mixed (opaquely) into the Panel surface: 1 the pure ink, 0.14 a
    // light fill. Mixing is opaque, so that what lies below a shape never shines through.
    float strength = 1.0F;
    float alpha = 1.0F;  // real transparency: only for glows and ghosts that cross nothing

    [[nodiscard]] constexpr Ink mixed(float s) const {
        Ink i = *this;
        i.strength = s;
        return i;
    }
    [[nodiscard]] constexpr Ink faded(float a) const {
        Ink i = *this;
        i.alpha = a;
        return i;
    }
    friend bool operator==(const Ink&, const Ink&) = default;
};

constexpr Ink ink(Token t) {
    return Ink{t, 0, 1.0F, 1.0F};
}

// sky, green, purple, periwinkle: four hues that stay apart for colour-blind eyes; shape and letter tell more
// than four tasks apart.
inline constexpr int kHueCount = 4;
// `index` counts from 0 among the actors of a picture.
constexpr Ink actor_ink(unsigned index) {
    return Ink{Token::Actor, static_cast<std::uint8_t>(index % kHueCount), 1.0F, 1.0F};
}

}  // namespace loopscope::stage
