#include "app/ui/fonts.hpp"

#include "app/ui/imgui_compat.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <sys/stat.h>

namespace loopscope::app::ui {
namespace {

constexpr const char* kRegular = "Inter-Regular.otf";
constexpr const char* kMedium = "Inter-Medium.otf";
constexpr const char* kSemiBold = "Inter-SemiBold.otf";
constexpr const char* kDisplay = "InterDisplay-SemiBold.otf";
constexpr const char* kMono = "JetBrainsMono-Regular.ttf";
constexpr const char* kMonoStrong = "JetBrainsMono-SemiBold.ttf";

struct Face {
    const char* file;
    float pixels;       // from ascender to descender, as the rasteriser counts
    float line_height;  // in pixels
};

constexpr float kTextLead = 1.5F, kLabelLead = 1.4F, kTitleLead = 1.25F, kCodeLead = 1.48F;

// In the order of stage::Font.
constexpr Face kFaces[stage::kFontCount] = {
    {kRegular, 17, 17 * kTextLead},   {kSemiBold, 17, 17 * kTextLead},    // Body, BodyStrong
    {kMedium, 15, 15 * kLabelLead},   {kSemiBold, 15, 15 * kLabelLead},   // Label, LabelStrong
    {kMedium, 13, 13 * kLabelLead},   {kSemiBold, 13, 13 * kLabelLead},   // Small, SmallStrong
    {kSemiBold, 13, 13 * kLabelLead},                                     // Caps
    {kDisplay, 21, 21 * kTitleLead},  {kDisplay, 28, 28 * kTitleLead},    // Heading, Title
    {kDisplay, 34, 34 * kTitleLead},                                      // Display
    {kMono, 17, 17 * kCodeLead},      {kMonoStrong, 17, 17 * kCodeLead},  // Code, CodeStrong
    {kMono, 15, 15 * kCodeLead},      {kMono, 13, 13 * kCodeLead},        // CodeSmall, CodeTiny
    {kMono, 27, 27 * kTitleLead},                                         // Clock
};

const Face& face(stage::Font font) {
    return kFaces[std::min(static_cast<std::size_t>(font), std::size(kFaces) - 1)];
}

// For titles and clocks, whose glyphs are large: Latin 1, punctuation and signs.
constexpr ImWchar kFew[] = {
    0x0020, 0x00FF, 0x2010, 0x2027, 0x202F, 0x203A, 0x20AC, 0x20AC, 0x2190, 0x2193,
    0x2211, 0x2212, 0x2248, 0x2248, 0x2260, 0x2265, 0xFFFD, 0xFFFD, 0,
};
// For everything that may hold a name from somebody's program: more of Latin, Greek and Cyrillic, signs of
// keys.
constexpr ImWchar kMany[] = {
    0x0020, 0x017F, 0x0391, 0x03C9, 0x0400, 0x045F, 0x2009, 0x200A, 0x2010, 0x2027, 0x202F, 0x203A, 0x20AC,
    0x20AC, 0x2190, 0x2199, 0x2211, 0x2212, 0x221E, 0x221E, 0x2248, 0x2248, 0x2260, 0x2265, 0x2318, 0x2318,
    0x23CE, 0x23CE, 0x25A0, 0x25A1, 0x25B2, 0x25C1, 0x25C6, 0x25CF, 0x2713, 0x2717, 0xFFFD, 0xFFFD, 0,
};
constexpr float kLarge = 20;  // pixels

bool is_file(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

}  // namespace

float design_pixels(stage::Font font) {
    return face(font).pixels;
}
float design_line_height(stage::Font font) {
    return face(font).line_height;
}

char32_t next_code_point(std::string_view& text) {
    constexpr char32_t kBroken = 0xFFFD;
    const auto first = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0 || first > 0xF4) return kBroken;
    char32_t code = first & (0x3FU >> more);
    for (int i = 0; i < more; ++i) {
        if (text.empty() || (static_cast<unsigned char>(text.front()) & 0xC0U) != 0x80) return kBroken;
        code = (code << 6) | (static_cast<unsigned char>(text.front()) & 0x3FU);
        text.remove_prefix(1);
    }
    return code > 0x10FFFF ? kBroken : code;
}

Fonts::Fonts(std::string folder, float scale)
    : folder_(std::move(folder)), scale_(scale), atlas_(std::make_unique<ImFontAtlas>()) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::load(const std::string& folder, float scale) {
    std::unique_ptr<Fonts> fonts{new Fonts(folder, scale)};
    const Result<float> built = fonts->set_scale(scale);
    if (!built) return built.error();
    return fonts;
}

Result<float> Fonts::set_scale(float scale) {
    for (const Face& f : kFaces) {
        const std::string path = folder_ + "/" + f.file;
        if (!is_file(path))
            return Error{"a font is missing", path, "install Loopscope again, or build it anew"};
    }
    scale_ = std::clamp(scale, 0.25F, 8.0F);
    atlas_->Clear();
    compat::use_freetype(*atlas_);
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
        // Two fonts of the same face and size are one.
        const auto twin = std::find_if(std::begin(kFaces), std::begin(kFaces) + i, [&](const Face& f) {
            return f.file == kFaces[i].file && f.pixels == kFaces[i].pixels;
        });
        const auto at = static_cast<std::size_t>(twin - std::begin(kFaces));
        if (at < i) {
            fonts_[i] = fonts_[at];
            continue;
        }
        ImFontConfig config;
        config.OversampleH = config.OversampleV = 1;
        config.PixelSnapH = true;
        const std::string path = folder_ + "/" + kFaces[i].file;
        fonts_[i] = atlas_->AddFontFromFileTTF(path.c_str(), kFaces[i].pixels * scale_, &config,
                                               kFaces[i].pixels > kLarge ? kFew : kMany);
        if (fonts_[i] == nullptr) return Error{"the font cannot be read", path, ""};
    }
    if (!compat::build(*atlas_))
        return Error{"the fonts cannot be drawn", folder_, "is FreeType able to read them?"};
    return scale_;
}

}  // namespace loopscope::app::ui
