<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi">
<context>
    <name>Legend</name>
    <message>
        <source>Lowest %1 % of cells</source>
        <translation>निम्नतम %1 % सेल</translation>
    </message>
    <message>
        <source>Top %1 to %2 % of cells</source>
        <translation>शीर्ष %1 से %2 % तक सेल</translation>
    </message>
    <message>
        <source>Top %1 % of cells</source>
        <translation>शीर्ष %1 % सेल</translation>
    </message>
    <message>
        <source>Risk up to %1</source>
        <translation>%1 तक जोखिम</translation>
    </message>
    <message>
        <source>Risk above %1, up to %2</source>
        <translation>%1 से अधिक, %2 तक जोखिम</translation>
    </message>
    <message>
        <source>Risk above %1</source>
        <translation>%1 से अधिक जोखिम</translation>
    </message>
    <message>
        <source>Top %1 to %2 km²</source>
        <translation>शीर्ष %1 से %2 km² तक</translation>
    </message>
    <message>
        <source>Top %1 km²</source>
        <translation>शीर्ष %1 km²</translation>
    </message>
    <message>
        <source>Top %1 to %2 cells</source>
        <translation>शीर्ष %1 से %2 तक सेल</translation>
    </message>
    <message>
        <source>Top %1 to %2 cell</source>
        <translation>शीर्ष %1 से %2 तक सेल</translation>
    </message>
    <message>
        <source>Top %1 cells</source>
        <translation>शीर्ष %1 सेल</translation>
    </message>
    <message>
        <source>Top %1 cell</source>
        <translation>शीर्ष %1 सेल</translation>
    </message>
    <message>
        <source>Flagged cells</source>
        <translation>चिह्नित सेल</translation>
    </message>
    <message>
        <source>Other cells</source>
        <translation>अन्य सेल</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>कोई डेटा नहीं</translation>
    </message>
    <message>
        <source>none</source>
        <translation>कोई नहीं</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>%1 तक</translation>
    </message>
    <message>
        <source>risk up to %1</source>
        <translation>%1 तक जोखिम</translation>
    </message>
    <message>
        <source>odds less than a quarter</source>
        <translation>संभावना-अनुपात चौथाई से कम</translation>
    </message>
    <message>
        <source>odds a quarter to a half</source>
        <translation>संभावना-अनुपात चौथाई से आधे तक</translation>
    </message>
    <message>
        <source>odds a half to four fifths</source>
        <translation>संभावना-अनुपात आधे से चार बटा पाँच तक</translation>
    </message>
    <message>
        <source>odds about the same</source>
        <translation>संभावना-अनुपात लगभग समान</translation>
    </message>
    <message>
        <source>odds up to twofold</source>
        <translation>संभावना-अनुपात दोगुने तक</translation>
    </message>
    <message>
        <source>odds up to fourfold</source>
        <translation>संभावना-अनुपात चार गुने तक</translation>
    </message>
    <message>
        <source>odds more than fourfold</source>
        <translation>संभावना-अनुपात चार गुने से अधिक</translation>
    </message>
    <message>
        <source>true negative</source>
        <translation>सत्य नकारात्मक</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>सही</translation>
    </message>
    <message>
        <source>false negative neighbour</source>
        <translation>पड़ोस का मिथ्या नकारात्मक</translation>
    </message>
    <message>
        <source>false negative</source>
        <translation>मिथ्या नकारात्मक</translation>
    </message>
    <message>
        <source>false positive neighbour</source>
        <translation>पड़ोस का मिथ्या सकारात्मक</translation>
    </message>
    <message>
        <source>false positive</source>
        <translation>मिथ्या सकारात्मक</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Data preparation</source>
        <translation>डेटा की तैयारी</translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation>उष्णता-मैप</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>मॉडल</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>अनुमान</translation>
    </message>
    <message>
        <source>Source: Omdena&apos;s risk maps from Safecity reports, after N. Holm and E. Plynning, Spatio-temporal prediction of residential burglaries using convolutional LSTM neural networks, KTH 2018.</source>
        <translation>स्रोत: Safecity की रिपोर्टों से बने Omdena के जोखिम मैप, इनके अनुसार: N. Holm और E. Plynning, Spatio-temporal prediction of residential burglaries using convolutional LSTM neural networks, KTH 2018.</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; cannot be written, as rasters are GeoTIFF files: let the name end in .tif.</source>
        <translation>%1: &quot;%2&quot; नहीं लिखी जा सकती, क्योंकि रास्टर GeoTIFF फाइलें होते हैं: नाम के अंत में .tif रखें।</translation>
    </message>
    <message>
        <source>Risk bulletin</source>
        <translation>जोखिम बुलेटिन</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 से %2 तक</translation>
    </message>
    <message>
        <source>about %1 of %2 cells will have an incident in this step, and %3 incidents are expected</source>
        <translation>इस चरण में %2 में से लगभग %1 सेलों में कोई घटना होगी, और %3 घटनाएँ अपेक्षित हैं</translation>
    </message>
    <message>
        <source>The highest risk of a cell is %1</source>
        <translation>किसी सेल का सबसे अधिक जोखिम %1 है</translation>
    </message>
    <message>
        <source>%1: even there, no incident is likelier than one.</source>
        <translation>%1: वहाँ भी घटना होने से अधिक संभावना न होने की है।</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>, time zone: %1</source>
        <translation>, समय क्षेत्र: %1</translation>
    </message>
    <message>
        <source>
Predicted by %1, %2 ahead</source>
        <translation>
%1 से अनुमानित, %2 आगे</translation>
    </message>
    <message>
        <source>; the last step with reports starts %1</source>
        <translation>; रिपोर्ट वाला अंतिम चरण %1 को शुरू होता है</translation>
    </message>
    <message>
        <source>The mean risk is %1: %2.
%3</source>
        <translation>औसत जोखिम %1 है: %2।
%3</translation>
    </message>
    <message>
        <source>The mean risk here is %1, rank %2 of %3; in the whole area it is %4. Here, %5.
%6</source>
        <translation>यहाँ औसत जोखिम %1 है, %3 में से क्रम %2; पूरे क्षेत्र में यह %4 है। यहाँ, %5।
%6</translation>
    </message>
    <message>
        <source>Whole area</source>
        <translation>पूरा क्षेत्र</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>%1 से ऊपर</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>%1 तक</translation>
    </message>
    <message>
        <source>No evaluation was given: whether this forecast is better than simple counting is unknown here.</source>
        <translation>कोई मूल्यांकन नहीं दिया गया: यह पूर्वानुमान साधारण गिनती से बेहतर है या नहीं, यहाँ ज्ञात नहीं है।</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>नियम</translation>
    </message>
    <message>
        <source>What is checked; a rule that is left out is turned off. %1</source>
        <translation>क्या जाँचा जाता है; छोड़ा गया नियम बंद रहता है। %1</translation>
    </message>
    <message>
        <source>Area of the incidents</source>
        <translation>घटनाओं का क्षेत्र</translation>
    </message>
    <message>
        <source>Places outside are far off. Empty: places more than 10 times as far from the median position as half of the table.</source>
        <translation>बाहर के स्थान बहुत दूर माने जाते हैं। खाली: वे स्थान जो माध्यिका स्थान से टेबल के आधे भाग की तुलना में 10 गुना से भी अधिक दूर हैं।</translation>
    </message>
    <message>
        <source>First plausible time</source>
        <translation>पहला संभव समय</translation>
    </message>
    <message>
        <source>Earlier dates are implausible. Empty: dates more than a year, and more than 10 times as far from the median date as half of the table.</source>
        <translation>इससे पहले के दिनांक असंभव हैं। खाली: वे दिनांक जो माध्यिका दिनांक से एक वर्ष से अधिक, और टेबल के आधे भाग की तुलना में 10 गुना से भी अधिक दूर हैं।</translation>
    </message>
    <message>
        <source>End of the plausible time</source>
        <translation>संभव समय का अंत</translation>
    </message>
    <message>
        <source>Dates from here on are implausible. Empty: as for the first plausible time.</source>
        <translation>यहाँ से आगे के दिनांक असंभव हैं। खाली: जैसा पहले संभव समय के लिए है।</translation>
    </message>
    <message>
        <source>Checked rows</source>
        <translation>जाँची गई पंक्तियाँ</translation>
    </message>
    <message>
        <source>All rows with all of their fields, and a field &quot;reasons&quot; with the names of the rules that flag them.</source>
        <translation>सभी पंक्तियाँ अपने सभी स्तंभों के साथ, और एक स्तंभ &quot;reasons&quot; जिसमें उन नियमों के नाम हैं जो उन्हें चिह्नित करते हैं।</translation>
    </message>
    <message>
        <source>Clean rows</source>
        <translation>साफ पंक्तियाँ</translation>
    </message>
    <message>
        <source>The rows that no rule flags, with all of their fields.</source>
        <translation>वे पंक्तियाँ जिन्हें कोई नियम चिह्नित नहीं करता, अपने सभी स्तंभों के साथ।</translation>
    </message>
    <message>
        <source>Check incidents</source>
        <translation>घटनाओं की जाँच करें</translation>
    </message>
    <message>
        <source>incidents,points,quality,clean,duplicates,outliers,dirty data,report,crime,events</source>
        <translation>घटनाएँ,बिंदु,गुणवत्ता,साफ,दोहराव,असामान्य मान,खराब डेटा,रिपोर्ट,अपराध</translation>
    </message>
    <message>
        <source>Finds what is wrong with a table of incidents, and reports it with counts, shares and examples: times and coordinates that are missing, unreadable, 0/0, exchanged or far off; rows that repeat others; dates that cannot be; times and places that pile up; how precise the times are; and months that dominate.

Results are a report (an HTML page with charts that needs nothing else), all rows with the reasons why they are flagged, on request the rows without any, and numbers for models. Nothing is dropped unless you go on with the clean rows.</source>
        <translation>पता लगाता है कि घटनाओं की टेबल में क्या गलत है, और उसे संख्याओं, हिस्सों और उदाहरणों के साथ बताता है: समय और निर्देशांक जो नहीं हैं, पढ़े नहीं जा सकते, 0/0 हैं, आपस में बदले हुए या बहुत दूर हैं; पंक्तियाँ जो दूसरों को दोहराती हैं; दिनांक जो हो नहीं सकते; समय और स्थान जहाँ ढेर लगता है; समय कितने सटीक हैं; और महीने जो हावी हैं।

परिणाम हैं: एक रिपोर्ट (चार्ट वाला एक HTML पृष्ठ जिसे और कुछ नहीं चाहिए), चिह्नित होने के कारणों के साथ सभी पंक्तियाँ, माँगने पर बिना कारण वाली पंक्तियाँ, और मॉडलों के लिए संख्याएँ। जब तक आप साफ पंक्तियों के साथ आगे नहीं बढ़ते, कुछ भी नहीं हटाया जाता।</translation>
    </message>
    <message>
        <source>Source: the rules are ours; see the help page.</source>
        <translation>स्रोत: नियम हमारे अपने हैं; सहायता पृष्ठ देखें।</translation>
    </message>
    <message>
        <source>Id field</source>
        <translation>ID स्तंभ</translation>
    </message>
    <message>
        <source>Field with the id of an incident, to find repeated ones.</source>
        <translation>घटना की ID वाला स्तंभ, दोहराई गई घटनाएँ ढूँढने के लिए।</translation>
    </message>
    <message>
        <source>Category field</source>
        <translation>श्रेणी स्तंभ</translation>
    </message>
    <message>
        <source>Field with the category: rows of other categories are not the same incident. Empty: place and time decide.</source>
        <translation>श्रेणी वाला स्तंभ: दूसरी श्रेणियों की पंक्तियाँ वही घटना नहीं हैं। खाली: स्थान और समय तय करते हैं।</translation>
    </message>
    <message>
        <source>What was found, with charts, as one HTML page that works offline.</source>
        <translation>जो मिला, चार्ट के साथ, एक HTML पृष्ठ के रूप में जो ऑफलाइन चलता है।</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>पंक्तियों की संख्या</translation>
    </message>
    <message>
        <source>Number of rows that are flagged</source>
        <translation>चिह्नित पंक्तियों की संख्या</translation>
    </message>
    <message>
        <source>Number of rows that the rule %1 flags</source>
        <translation>नियम %1 से चिह्नित पंक्तियों की संख्या</translation>
    </message>
    <message>
        <source>Classify risk</source>
        <translation>जोखिम का वर्गीकरण करें</translation>
    </message>
    <message>
        <source>reclassify,percentile,threshold,flag,hotspot,dissolve,polygonize,patrol,top,rank</source>
        <translation>पुनर्वर्गीकरण,पर्सेंटाइल,सीमा,चिह्नित,हॉटस्पॉट,विलय,बहुभुज बनाना,गश्त,शीर्ष,क्रम</translation>
    </message>
    <message>
        <source>Sorts risk into classes, flags the highest of them, and says where they are.

It takes a risk raster, or any other raster whose cells are the higher the riskier. Classes change at percentiles of each map, at absolute risks (those of the model, or your own), or after so many km² or cells. Cells of equal risk stay together. Each band of risk becomes a band of classes.

On request, the flagged cells that touch along an edge become polygons with rank, risk, area in km², the incidents of the last weeks and the nearest address; and the riskiest cells become points.

The lowest class is a low risk, not a safe place; where there are no data, nothing is known.</source>
        <translation>जोखिम को वर्गों में बाँटता है, उनमें से सबसे ऊँचे वर्गों को चिह्नित करता है, और बताता है कि वे कहाँ हैं।

यह जोखिम रास्टर लेता है, या कोई भी दूसरा रास्टर जिसके सेल का मान जितना अधिक हो, जोखिम उतना अधिक हो। वर्ग हर मैप के पर्सेंटाइल पर, पूर्ण जोखिमों पर (मॉडल के या आपके अपने), या इतने km² या सेलों के बाद बदलते हैं। समान जोखिम के सेल साथ रहते हैं। जोखिम का हर बैंड वर्गों का एक बैंड बनता है।

माँगने पर, किनारे से सटे चिह्नित सेल बहुभुज बन जाते हैं, जिनमें क्रम, जोखिम, km² में क्षेत्रफल, पिछले सप्ताहों की घटनाएँ और निकटतम पता होता है; और सबसे अधिक जोखिम वाले सेल बिंदु बन जाते हैं।

सबसे नीचा वर्ग कम जोखिम है, सुरक्षित स्थान नहीं; जहाँ डेटा नहीं है, वहाँ कुछ भी ज्ञात नहीं है।</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>जोखिम</translation>
    </message>
    <message>
        <source>Result of &quot;Predict risk&quot;, of which the bands of spread and categories are left out; or any other raster of risks, of which every band is taken.</source>
        <translation>&quot;जोखिम का अनुमान लगाएँ&quot; का परिणाम, जिसके फैलाव और श्रेणियों के बैंड छोड़ दिए जाते हैं; या जोखिमों का कोई दूसरा रास्टर, जिसका हर बैंड लिया जाता है।</translation>
    </message>
    <message>
        <source>Risk classes</source>
        <translation>जोखिम वर्ग</translation>
    </message>
    <message>
        <source>GeoTIFF of class numbers from 1, the lowest risk, with the classes&apos; names and colours; 0 is no data.</source>
        <translation>वर्ग संख्याओं का GeoTIFF, 1 सबसे कम जोखिम से शुरू, वर्गों के नाम और रंगों के साथ; 0 का अर्थ है कोई डेटा नहीं।</translation>
    </message>
    <message>
        <source>Flagged areas</source>
        <translation>चिह्नित क्षेत्र</translation>
    </message>
    <message>
        <source>Polygons of the flagged cells of each time step that touch along an edge, ranked by their mean risk.</source>
        <translation>हर समय-चरण के किनारे से सटे चिह्नित सेलों के बहुभुज, औसत जोखिम के क्रम में।</translation>
    </message>
    <message>
        <source>Top cells</source>
        <translation>शीर्ष सेल</translation>
    </message>
    <message>
        <source>Points at the centres of the riskiest cells of each time step, with their rank and risk.</source>
        <translation>हर समय-चरण के सबसे अधिक जोखिम वाले सेलों के केंद्र पर बिंदु, उनके क्रम और जोखिम के साथ।</translation>
    </message>
    <message>
        <source>Number of maps, one for each time step or band</source>
        <translation>मैपों की संख्या, हर समय-चरण या बैंड के लिए एक</translation>
    </message>
    <message>
        <source>Number of flagged cells, all maps together</source>
        <translation>चिह्नित सेलों की संख्या, सभी मैप मिलाकर</translation>
    </message>
    <message>
        <source>For the method %1 alone. </source>
        <translation>केवल विधि %1 के लिए। </translation>
    </message>
    <message>
        <source>Method</source>
        <translation>विधि</translation>
    </message>
    <message>
        <source>percentiles: of the cells of each map. model-breaks: the absolute risks that are kept in the raster, the same in every map. own-breaks: absolute risks of your own. area: the riskiest km². cells: the riskiest cells.</source>
        <translation>percentiles: हर मैप के सेलों के। model-breaks: रास्टर में रखे पूर्ण जोखिम, हर मैप में वही। own-breaks: आपके अपने पूर्ण जोखिम। area: सबसे अधिक जोखिम वाले km²। cells: सबसे अधिक जोखिम वाले सेल।</translation>
    </message>
    <message>
        <source>Percentiles between classes [%]</source>
        <translation>वर्गों के बीच के पर्सेंटाइल [%]</translation>
    </message>
    <message>
        <source>Rising percentages of the cells with data, parted by commas. Published are 25,75,91,96 and 25,75,91,99.</source>
        <translation>डेटा वाले सेलों के बढ़ते प्रतिशत, अल्पविराम से अलग। प्रकाशित हैं 25,75,91,96 और 25,75,91,99।</translation>
    </message>
    <message>
        <source>Breaks between classes</source>
        <translation>वर्गों के बीच की सीमाएँ</translation>
    </message>
    <message>
        <source>Rising risks, parted by commas; of probabilities 0 … 1.</source>
        <translation>बढ़ते जोखिम, अल्पविराम से अलग; संभाव्यताओं के लिए 0 … 1।</translation>
    </message>
    <message>
        <source>Areas of the highest classes [km²]</source>
        <translation>सबसे ऊँचे वर्गों के क्षेत्रफल [km²]</translation>
    </message>
    <message>
        <source>Rising areas, parted by commas: 1,5 makes a class of the riskiest km² and one of the next four.</source>
        <translation>बढ़ते क्षेत्रफल, अल्पविराम से अलग: 1,5 से सबसे अधिक जोखिम वाले km² का एक वर्ग और अगले चार का एक वर्ग बनता है।</translation>
    </message>
    <message>
        <source>Cells of the highest classes</source>
        <translation>सबसे ऊँचे वर्गों के सेल</translation>
    </message>
    <message>
        <source>Rising numbers of cells, parted by commas: 10,50 makes a class of the ten riskiest cells and one of the next forty.</source>
        <translation>सेलों की बढ़ती संख्याएँ, अल्पविराम से अलग: 10,50 से सबसे अधिक जोखिम वाले दस सेलों का एक वर्ग और अगले चालीस का एक वर्ग बनता है।</translation>
    </message>
    <message>
        <source>Flagged classes</source>
        <translation>चिह्नित वर्ग</translation>
    </message>
    <message>
        <source>Number of highest classes that are flagged.</source>
        <translation>सबसे ऊँचे कितने वर्ग चिह्नित किए जाएँ।</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>रूप</translation>
    </message>
    <message>
        <source>graded: a colour for each class. flagged: flagged cells in one colour, the rest muted.</source>
        <translation>graded: हर वर्ग का एक रंग। flagged: चिह्नित सेल एक रंग में, बाकी फीके।</translation>
    </message>
    <message>
        <source>For the flagged areas: </source>
        <translation>चिह्नित क्षेत्रों के लिए: </translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>घटनाएँ</translation>
    </message>
    <message>
        <source>points whose recent ones are counted in each.</source>
        <translation>बिंदु, जिनमें से हाल के हर क्षेत्र में गिने जाते हैं।</translation>
    </message>
    <message>
        <source>Time field</source>
        <translation>समय स्तंभ</translation>
    </message>
    <message>
        <source>Field that says when an incident happened: dates, dates with times, or ISO 8601 text.</source>
        <translation>स्तंभ जो बताता है कि घटना कब हुई: दिनांक, समय सहित दिनांक, या ISO 8601 वाक्य।</translation>
    </message>
    <message>
        <source>Recent weeks</source>
        <translation>हाल के सप्ताह</translation>
    </message>
    <message>
        <source>Number of weeks in which incidents are counted: those before the first time step of the risk, or, where the raster has no times, those up to the last incident.</source>
        <translation>कितने सप्ताहों की घटनाएँ गिनी जाएँ: जोखिम के पहले समय-चरण से पहले वाले या, जहाँ रास्टर में समय नहीं है, अंतिम घटना तक के।</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>पते</translation>
    </message>
    <message>
        <source>layer of which the feature nearest to the riskiest cell is named.</source>
        <translation>लेयर, जिसका सबसे अधिक जोखिम वाले सेल के निकटतम नक्शा-अनुभाग का नाम दिया जाता है।</translation>
    </message>
    <message>
        <source>Address field</source>
        <translation>पता स्तंभ</translation>
    </message>
    <message>
        <source>Field of the addresses that names the place.</source>
        <translation>पतों का स्तंभ जो स्थान का नाम बताता है।</translation>
    </message>
    <message>
        <source>Number of top cells</source>
        <translation>शीर्ष सेलों की संख्या</translation>
    </message>
    <message>
        <source>Number of riskiest cells of each time step that become points.</source>
        <translation>हर समय-चरण के सबसे अधिक जोखिम वाले कितने सेल बिंदु बनें।</translation>
    </message>
    <message>
        <source>Cell sizes</source>
        <translation>सेलों के आकार</translation>
    </message>
    <message>
        <source>Sides of square cells in units of the grids&apos; coordinate reference system, parted by commas. Empty: a 16th, 32nd and 64th of the extent&apos;s longer side.</source>
        <translation>वर्गाकार सेलों की भुजाएँ, जालियों की निर्देशांक संदर्भ प्रणाली की इकाइयों में, अल्पविराम से अलग। खाली: विस्तार की लंबी भुजा का 16वाँ, 32वाँ और 64वाँ भाग।</translation>
    </message>
    <message>
        <source>Time steps</source>
        <translation>समय-चरण</translation>
    </message>
    <message>
        <source>Lengths of a time step, parted by semicolons: n hours, days, weeks or months.</source>
        <translation>समय-चरण की लंबाइयाँ, अर्धविराम से अलग: n hours, days, weeks या months (घंटे, दिन, सप्ताह, महीने)।</translation>
    </message>
    <message>
        <source>Kinds of model</source>
        <translation>मॉडल के प्रकार</translation>
    </message>
    <message>
        <source>As in &quot;Train risk model&quot;. Networks take minutes to hours for each setting.</source>
        <translation>जैसे &quot;जोखिम मॉडल प्रशिक्षित करें&quot; में। नेटवर्क को हर समायोजन के लिए मिनटों से घंटों तक लगते हैं।</translation>
    </message>
    <message>
        <source>Maps in a window</source>
        <translation>विंडो में मैप</translation>
    </message>
    <message>
        <source>Numbers of time steps that a network of windows sees, parted by commas; not for ratenetwork and stresnet.</source>
        <translation>विंडो वाला नेटवर्क जितने समय-चरण देखता है उनकी संख्याएँ, अल्पविराम से अलग; ratenetwork और stresnet के लिए नहीं।</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>इपॉक</translation>
    </message>
    <message>
        <source>Number of times that a network sees all training steps. Empty: as many as are usual for its kind.</source>
        <translation>नेटवर्क सभी प्रशिक्षण चरणों को कितनी बार देखता है। खाली: उतनी बार जितना उसके प्रकार के लिए सामान्य है।</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>विस्तार</translation>
    </message>
    <message>
        <source>Rectangle that is counted in. One without a coordinate reference system is in that of the incidents. Empty: around all incidents.</source>
        <translation>आयत जिसमें गिनती होती है। बिना निर्देशांक संदर्भ प्रणाली वाला घटनाओं की प्रणाली में होता है। खाली: सभी घटनाओं के चारों ओर।</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>प्रारंभ</translation>
    </message>
    <message>
        <source>First moment that is counted. Empty: the first incident.</source>
        <translation>पहला क्षण जो गिना जाता है। खाली: पहली घटना।</translation>
    </message>
    <message>
        <source>End</source>
        <translation>अंत</translation>
    </message>
    <message>
        <source>First moment that is not counted any more. Empty: just after the last incident.</source>
        <translation>पहला क्षण जो अब नहीं गिना जाता। खाली: अंतिम घटना के ठीक बाद।</translation>
    </message>
    <message>
        <source>Steps without incidents</source>
        <translation>बिना घटना वाले चरण</translation>
    </message>
    <message>
        <source>without-reports: reports trickle in, and of a step without any nothing is known. true-zeros: the register is complete, and nothing happened.</source>
        <translation>without-reports: रिपोर्ट कभी-कभी आती हैं, और बिना रिपोर्ट वाले चरण के बारे में कुछ भी ज्ञात नहीं है। true-zeros: पंजी पूरी है, और कुछ नहीं हुआ।</translation>
    </message>
    <message>
        <source>Study area</source>
        <translation>अध्ययन क्षेत्र</translation>
    </message>
    <message>
        <source>Layer of polygons. Cells whose centre is outside are left out. Empty: all cells.</source>
        <translation>बहुभुज लेयर। जिन सेलों का केंद्र बाहर है वे छोड़ दिए जाते हैं। खाली: सभी सेल।</translation>
    </message>
    <message>
        <source>Coordinate reference system of the grids</source>
        <translation>जालियों की निर्देशांक संदर्भ प्रणाली</translation>
    </message>
    <message>
        <source>Empty: that of the incidents, or, if that is in degrees, the UTM zone of the place, in metres.</source>
        <translation>खाली: घटनाओं की, या यदि वह डिग्री में है, तो उस स्थान का UTM क्षेत्र, मीटर में।</translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation>क्रम का आधार</translation>
    </message>
    <message>
        <source>hitrate: share of incidents in the riskiest cells. hitratecells: share of cells with incidents. pai: hit rate over share of the area. pei: hit rate over the highest that was possible.</source>
        <translation>hitrate: सबसे अधिक जोखिम वाले सेलों में घटनाओं का हिस्सा। hitratecells: घटना वाले सेलों का हिस्सा। pai: हिट दर बटा क्षेत्रफल का हिस्सा। pei: हिट दर बटा सबसे ऊँची संभव हिट दर।</translation>
    </message>
    <message>
        <source>Area flagged in a step [km²]</source>
        <translation>एक चरण में चिह्नित क्षेत्रफल [km²]</translation>
    </message>
    <message>
        <source>The same for all cell sizes, so that they compare fairly. 0: 5 % of the extent.</source>
        <translation>सभी सेल आकारों के लिए एक ही, ताकि तुलना न्यायपूर्ण हो। 0: विस्तार का 5 %।</translation>
    </message>
    <message>
        <source>Time budget [minutes]</source>
        <translation>समय सीमा [मिनट]</translation>
    </message>
    <message>
        <source>No setting is begun that would likely end after it. With RECORD the rest can be run later.</source>
        <translation>ऐसा कोई समायोजन शुरू नहीं होता जो संभवतः इसके बाद समाप्त हो। RECORD के साथ बाकी बाद में चलाए जा सकते हैं।</translation>
    </message>
    <message>
        <source>Share of the test [%]</source>
        <translation>परीक्षण का हिस्सा [%]</translation>
    </message>
    <message>
        <source>Percentage of the time, the latest, that only the winner is scored on.</source>
        <translation>समय का प्रतिशत, सबसे बाद का, जिस पर केवल विजेता को अंक मिलते हैं।</translation>
    </message>
    <message>
        <source>Share of the validation [%]</source>
        <translation>सत्यापन का हिस्सा [%]</translation>
    </message>
    <message>
        <source>Percentage of the time before that, the latest, that settings are ranked on.</source>
        <translation>उससे पहले के समय का प्रतिशत, सबसे बाद का, जिस पर समायोजनों का क्रम बनता है।</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>सीड</translation>
    </message>
    <message>
        <source>Start of the random numbers.</source>
        <translation>यादृच्छिक संख्याओं का प्रारंभ।</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>समायोजन</translation>
    </message>
    <message>
        <source>Table of all settings with their scores, best first.</source>
        <translation>सभी समायोजनों की टेबल उनके अंकों के साथ, सबसे अच्छा पहले।</translation>
    </message>
    <message>
        <source>The ranking, as one HTML page that works offline.</source>
        <translation>क्रम, एक HTML पृष्ठ के रूप में जो ऑफलाइन चलता है।</translation>
    </message>
    <message>
        <source>Winning settings</source>
        <translation>विजेता समायोजन</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON फाइलें (*.json)</translation>
    </message>
    <message>
        <source>The winner, as &quot;qgis_process run riskcast:forecastrisk -&quot; reads it.</source>
        <translation>विजेता, जैसा &quot;qgis_process run riskcast:forecastrisk -&quot; उसे पढ़ता है।</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>अभिलेख</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON पंक्तियाँ (*.jsonl)</translation>
    </message>
    <message>
        <source>Keeps what is done after each setting. Run again with the same incidents and the same file, what is done is not done again.</source>
        <translation>हर समायोजन के बाद जो हो चुका है उसे रखता है। उन्हीं घटनाओं और उसी फाइल के साथ फिर चलाने पर, जो हो चुका है वह दोबारा नहीं होता।</translation>
    </message>
    <message>
        <source>What came out, in words</source>
        <translation>क्या निकला, शब्दों में</translation>
    </message>
    <message>
        <source>Score of the winner on the validation period</source>
        <translation>सत्यापन अवधि पर विजेता के अंक</translation>
    </message>
    <message>
        <source>Score of the winner on the test period, once every setting was run</source>
        <translation>परीक्षण अवधि पर विजेता के अंक, जब हर समायोजन चल चुका हो</translation>
    </message>
    <message>
        <source>Cell size of the winner</source>
        <translation>विजेता के सेल का आकार</translation>
    </message>
    <message>
        <source>Time step of the winner</source>
        <translation>विजेता का समय-चरण</translation>
    </message>
    <message>
        <source>Kind of model of the winner</source>
        <translation>विजेता के मॉडल का प्रकार</translation>
    </message>
    <message>
        <source>Number of settings that the time did not suffice for</source>
        <translation>उन समायोजनों की संख्या जिनके लिए समय पर्याप्त नहीं था</translation>
    </message>
    <message>
        <source>Compare settings</source>
        <translation>समायोजनों की तुलना करें</translation>
    </message>
    <message>
        <source>tune,hyperparameters,search,grid size,cell size,time step,window,model selection,validation</source>
        <translation>ट्यून,हाइपरपैरामीटर,खोज,जाली का आकार,सेल का आकार,समय-चरण,विंडो,मॉडल चयन,सत्यापन</translation>
    </message>
    <message>
        <source>Finds the cell size, time step and kind of model that forecast best, in a time budget.

Every combination is counted, trained on the earlier part of the incidents, and ranked by its forecasts of the validation period that follows. All flag the same area in km², so that small and large cells compare fairly. When all are done, the winner alone is scored once on the test period, the latest part, beside simple baselines.

Results are a table, a report, and the winner as settings that qgis_process can run.</source>
        <translation>समय सीमा में वह सेल आकार, समय-चरण और मॉडल का प्रकार ढूँढता है जो सबसे अच्छा पूर्वानुमान देते हैं।

हर संयोजन की गिनती होती है, घटनाओं के पहले भाग पर उसे प्रशिक्षित किया जाता है, और उसके बाद की सत्यापन अवधि के पूर्वानुमानों से उसका क्रम तय होता है। सभी km² में एक ही क्षेत्रफल चिह्नित करते हैं, ताकि छोटे और बड़े सेलों की तुलना न्यायपूर्ण हो। सब हो जाने पर, केवल विजेता को परीक्षण अवधि, सबसे बाद के भाग, पर एक बार सरल आधार मॉडलों के साथ अंक दिए जाते हैं।

परिणाम हैं: एक टेबल, एक रिपोर्ट, और विजेता के समायोजन जिन्हें qgis_process चला सकता है।</translation>
    </message>
    <message>
        <source>Source: what Omdena&apos;s publication names as room for improvement; the help page says how it is compared.</source>
        <translation>स्रोत: जिसे Omdena का प्रकाशन सुधार की गुंजाइश बताता है; सहायता पृष्ठ बताता है कि तुलना कैसे होती है।</translation>
    </message>
    <message>
        <source>Weight field</source>
        <translation>भार स्तंभ</translation>
    </message>
    <message>
        <source>What an incident counts, a number from 0 on. Empty: each counts 1.</source>
        <translation>एक घटना कितनी गिनी जाए, 0 से ऊपर की संख्या। खाली: हर एक 1 गिनी जाती है।</translation>
    </message>
    <message>
        <source>Create heatmap stack</source>
        <translation>उष्णता-मैप स्टैक बनाएँ</translation>
    </message>
    <message>
        <source>incidents,count,grid,raster,density,time series,crime,events,hour,day,week,month</source>
        <translation>घटनाएँ,गिनती,जाली,रास्टर,घनत्व,समय शृंखला,अपराध,घंटा,दिन,सप्ताह,महीना</translation>
    </message>
    <message>
        <source>Counts incidents per grid cell and time step.

The result is a GeoTIFF with one band per time step. Its values are exact counts of incidents: 0 where nothing happened, never a number that was made up. Steps without any incident are marked as without reports, or, for complete registers, as true zeros. An incident on the outer edge of the grid belongs to the last cell. Rows that are left out are counted by reason in the log and in the file.

Incidents in degrees are put into the UTM zone of the place, in metres, unless a coordinate reference system is chosen.

On request, a second raster shows the maps as a network sees them: with gaps filled, and binary.</source>
        <translation>हर जाली सेल और समय-चरण में घटनाएँ गिनता है।

परिणाम एक GeoTIFF है जिसमें हर समय-चरण का एक बैंड है। उसके मान घटनाओं की सही संख्याएँ हैं: जहाँ कुछ नहीं हुआ वहाँ 0, कभी कोई बनाई हुई संख्या नहीं। बिना किसी घटना वाले चरण बिना रिपोर्ट वाले माने जाते हैं या, पूरी पंजियों के लिए, सच्चे शून्य। जाली के बाहरी किनारे पर हुई घटना अंतिम सेल की होती है। छोड़ी गई पंक्तियाँ कारण के अनुसार लॉग और फाइल में गिनी जाती हैं।

यदि कोई निर्देशांक संदर्भ प्रणाली नहीं चुनी गई, तो डिग्री वाली घटनाएँ उस स्थान के UTM क्षेत्र में, मीटर में, रखी जाती हैं।

माँगने पर, दूसरा रास्टर मैपों को वैसे दिखाता है जैसे नेटवर्क उन्हें देखता है: भरी हुई रिक्तियों के साथ, और द्विआधारी।</translation>
    </message>
    <message>
        <source>Heatmap stack to extend</source>
        <translation>उष्णता-मैप स्टैक जिसे बढ़ाना है</translation>
    </message>
    <message>
        <source>Its maps are taken, and counting goes on where they end, in the same grid, steps, categories and study area; what is said of these here has no effect. The result needs a file of its own. Empty: everything is counted.</source>
        <translation>उसके मैप लिए जाते हैं, और गिनती वहाँ से आगे चलती है जहाँ वे समाप्त होते हैं, उसी जाली, चरणों, श्रेणियों और अध्ययन क्षेत्र में; इनके बारे में यहाँ जो दिया गया है उसका कोई प्रभाव नहीं। परिणाम के लिए अलग फाइल चाहिए। खाली: सब कुछ गिना जाता है।</translation>
    </message>
    <message>
        <source>Heatmap stack</source>
        <translation>उष्णता-मैप स्टैक</translation>
    </message>
    <message>
        <source>GeoTIFF of counts, one band per time step.</source>
        <translation>संख्याओं का GeoTIFF, हर समय-चरण का एक बैंड।</translation>
    </message>
    <message>
        <source>Filled and binary maps</source>
        <translation>भरे हुए और द्विआधारी मैप</translation>
    </message>
    <message>
        <source>GeoTIFF to look at: first the maps with gaps filled linearly, then the binary maps. Never trained on.</source>
        <translation>देखने के लिए GeoTIFF: पहले रैखिक रूप से भरी रिक्तियों वाले मैप, फिर द्विआधारी मैप। इन पर कभी प्रशिक्षण नहीं होता।</translation>
    </message>
    <message>
        <source>Number of time steps</source>
        <translation>समय-चरणों की संख्या</translation>
    </message>
    <message>
        <source>Number of time steps with reports</source>
        <translation>रिपोर्ट वाले समय-चरणों की संख्या</translation>
    </message>
    <message>
        <source>Number of incidents counted</source>
        <translation>गिनी गई घटनाओं की संख्या</translation>
    </message>
    <message>
        <source>Number of rows left out</source>
        <translation>छोड़ी गई पंक्तियों की संख्या</translation>
    </message>
    <message>
        <source>Share of cells without any incident, 0 … 1</source>
        <translation>बिना किसी घटना वाले सेलों का हिस्सा, 0 … 1</translation>
    </message>
    <message>
        <source>Share of time steps without any incident, 0 … 1</source>
        <translation>बिना किसी घटना वाले समय-चरणों का हिस्सा, 0 … 1</translation>
    </message>
    <message>
        <source>Cells with an incident in the mean observed time step</source>
        <translation>रिपोर्ट वाले औसत समय-चरण में घटना वाले सेल</translation>
    </message>
    <message>
        <source>Share of cells with an incident that had one in the step before, 0 … 1</source>
        <translation>घटना वाले उन सेलों का हिस्सा जिनमें पिछले चरण में भी घटना थी, 0 … 1</translation>
    </message>
    <message>
        <source>Width of a cell, in units of the grid&apos;s reference system</source>
        <translation>सेल की चौड़ाई, जाली की संदर्भ प्रणाली की इकाइयों में</translation>
    </message>
    <message>
        <source>Height of a cell, in units of the grid&apos;s reference system</source>
        <translation>सेल की ऊँचाई, जाली की संदर्भ प्रणाली की इकाइयों में</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(कोई नाम नहीं)</translation>
    </message>
    <message>
        <source>Layer of polygons by which incidents, hits and flagged cells are told apart: who is flagged. A cell belongs to the district that its centre is in.</source>
        <translation>बहुभुज लेयर जिससे घटनाएँ, हिट और चिह्नित सेल अलग किए जाते हैं: कौन चिह्नित होता है। सेल उस ज़िले का होता है जिसमें उसका केंद्र है।</translation>
    </message>
    <message>
        <source>Streets</source>
        <translation>सड़कें</translation>
    </message>
    <message>
        <source>Layer of lines whose length, instead of the area, is what shares are of. Empty: the area.</source>
        <translation>रेखा लेयर जिसकी लंबाई, क्षेत्रफल की जगह, हिस्सों का आधार है। खाली: क्षेत्रफल।</translation>
    </message>
    <message>
        <source>The verdict, charts, a map of the six labels and all settings, as one HTML page that works offline.</source>
        <translation>निर्णय, चार्ट, छह लेबलों का मैप और सभी समायोजन, एक HTML पृष्ठ के रूप में जो ऑफलाइन चलता है।</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>अंक</translation>
    </message>
    <message>
        <source>Table of every score of every model, with its difference to the best baseline and its interval.</source>
        <translation>हर मॉडल के सभी अंकों की टेबल, सबसे अच्छे आधार मॉडल से उसके अंतर और उसके अंतराल के साथ।</translation>
    </message>
    <message>
        <source>Labels by percentile</source>
        <translation>पर्सेंटाइल के अनुसार लेबल</translation>
    </message>
    <message>
        <source>Table of the six labels above each percentile, as published.</source>
        <translation>हर पर्सेंटाइल के ऊपर छह लेबलों की टेबल, जैसी प्रकाशित है।</translation>
    </message>
    <message>
        <source>Hits by group</source>
        <translation>समूह के अनुसार हिट</translation>
    </message>
    <message>
        <source>Table of hits and flagged cells by category, weekday, hour, season, month and district.</source>
        <translation>श्रेणी, वार, घंटे, ऋतु, महीने और ज़िले के अनुसार हिट और चिह्नित सेलों की टेबल।</translation>
    </message>
    <message>
        <source>Six labels</source>
        <translation>छह लेबल</translation>
    </message>
    <message>
        <source>GeoTIFF of the six labels of the main model, one band a tested step, dated.</source>
        <translation>मुख्य मॉडल के छह लेबलों का GeoTIFF, हर परखे गए चरण का एक बैंड, दिनांक सहित।</translation>
    </message>
    <message>
        <source>Percentile of the raster of labels</source>
        <translation>लेबल रास्टर का पर्सेंटाइल</translation>
    </message>
    <message>
        <source>One of the percentiles, above which the raster&apos;s cells are flagged.</source>
        <translation>पर्सेंटाइलों में से एक, जिसके ऊपर रास्टर के सेल चिह्नित होते हैं।</translation>
    </message>
    <message>
        <source>The verdict in a few sentences</source>
        <translation>निर्णय, कुछ वाक्यों में</translation>
    </message>
    <message>
        <source>Name of the model that the verdict is about: the one with the most hits</source>
        <translation>उस मॉडल का नाम जिसके बारे में निर्णय है: सबसे अधिक हिट वाला</translation>
    </message>
    <message>
        <source>Name of the baseline with the most hits</source>
        <translation>सबसे अधिक हिट वाले आधार मॉडल का नाम</translation>
    </message>
    <message>
        <source>Number of steps that were scored</source>
        <translation>अंक दिए गए चरणों की संख्या</translation>
    </message>
    <message>
        <source>Number of incidents in the scored cells</source>
        <translation>अंक दिए गए सेलों में घटनाओं की संख्या</translation>
    </message>
    <message>
        <source>Share of incidents in the riskiest MAIN_SHARE of the area, 0 … 1</source>
        <translation>क्षेत्रफल के सबसे अधिक जोखिम वाले MAIN_SHARE में घटनाओं का हिस्सा, 0 … 1</translation>
    </message>
    <message>
        <source>Hit rate, minus that of the rival</source>
        <translation>हिट दर, प्रतिद्वंद्वी की हिट दर घटाकर</translation>
    </message>
    <message>
        <source>Low end of the 95 % interval of the difference</source>
        <translation>अंतर के 95 % अंतराल का निचला सिरा</translation>
    </message>
    <message>
        <source>High end of the 95 % interval of the difference</source>
        <translation>अंतर के 95 % अंतराल का ऊपरी सिरा</translation>
    </message>
    <message>
        <source>Log loss; lower is better</source>
        <translation>लॉग हानि; कम बेहतर है</translation>
    </message>
    <message>
        <source>How much lower the log loss is than the long-run rate&apos;s, as a share of it</source>
        <translation>लॉग हानि दीर्घकालिक दर की लॉग हानि से कितनी कम है, उसके हिस्से के रूप में</translation>
    </message>
    <message>
        <source>Evaluate risk model</source>
        <translation>जोखिम मॉडल का मूल्यांकन करें</translation>
    </message>
    <message>
        <source>score,accuracy,hit rate,pai,pei,roc,auc,brier,calibration,baseline,bootstrap,hotspot,report</source>
        <translation>अंक,सटीकता,हिट दर,pai,pei,roc,auc,brier,अंशांकन,आधार मॉडल,बूटस्ट्रैप,हॉटस्पॉट,रिपोर्ट</translation>
    </message>
    <message>
        <source>Tells whether a model is better than simple counting, by how much, how sure that is, and which threshold to use.

Models and baselines predict, step by step, a period that is later than all that they learned from. Scores are the six labels, hit rate, PAI and PEI in shares of the area, and how good the probabilities are; each is compared with that of the best baseline, with a 95 % interval from a bootstrap over weeks.

Without models, the baselines alone are compared.

Scoring runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>बताता है कि कोई मॉडल साधारण गिनती से बेहतर है या नहीं, कितना, यह कितना निश्चित है, और कौन-सी सीमा लेनी चाहिए।

मॉडल और आधार मॉडल, चरण दर चरण, उस अवधि का अनुमान लगाते हैं जो उन सब से बाद की है जिनसे उन्होंने सीखा। अंक हैं: छह लेबल, हिट दर, क्षेत्रफल के हिस्सों में PAI और PEI, और संभाव्यताएँ कितनी अच्छी हैं; हर एक की तुलना सबसे अच्छे आधार मॉडल से होती है, सप्ताहों पर बूटस्ट्रैप के 95 % अंतराल के साथ।

मॉडलों के बिना केवल आधार मॉडलों की तुलना होती है।

अंक देने का काम एक अलग प्रोग्राम, Riskcast इंजन, में चलता है। लॉग उसका आदेश दिखाता है, जिसे QGIS के बिना दोहराया जा सकता है।</translation>
    </message>
    <message>
        <source>Source: six labels after N. Holm and E. Plynning, KTH 2018; PAI after S. Chainey, L. Tompson and S. Uhlig, Security Journal 2008; PEI after J. Hunt, NIJ 2016; see the help page.</source>
        <translation>स्रोत: छह लेबल N. Holm और E. Plynning, KTH 2018 के अनुसार; PAI S. Chainey, L. Tompson और S. Uhlig, Security Journal 2008 के अनुसार; PEI J. Hunt, NIJ 2016 के अनुसार; सहायता पृष्ठ देखें।</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot; that reaches beyond what the models learned from.</source>
        <translation>&quot;उष्णता-मैप स्टैक बनाएँ&quot; का परिणाम, जो उससे आगे तक जाता है जिससे मॉडलों ने सीखा।</translation>
    </message>
    <message>
        <source>Results of &quot;Train risk model&quot;. Empty: baselines alone.</source>
        <translation>&quot;जोखिम मॉडल प्रशिक्षित करें&quot; के परिणाम। खाली: केवल आधार मॉडल।</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>आधार मॉडल</translation>
    </message>
    <message>
        <source>Simple models that are fitted to the steps before the test and scored beside the given ones. What does not beat them is not worth its time.</source>
        <translation>सरल मॉडल जो परीक्षण से पहले के चरणों पर बैठाए जाते हैं और दिए गए मॉडलों के साथ अंक पाते हैं। जो इनसे आगे नहीं निकलता, वह अपने समय के लायक नहीं।</translation>
    </message>
    <message>
        <source>Start of the test</source>
        <translation>परीक्षण का प्रारंभ</translation>
    </message>
    <message>
        <source>First moment that is tested. Empty: where the steps that the models learned from end.</source>
        <translation>पहला क्षण जो परखा जाता है। खाली: जहाँ मॉडलों के सीखने वाले चरण समाप्त होते हैं।</translation>
    </message>
    <message>
        <source>End of the test</source>
        <translation>परीक्षण का अंत</translation>
    </message>
    <message>
        <source>First moment that is not tested any more. Empty: the end of the heatmap stack.</source>
        <translation>पहला क्षण जो अब नहीं परखा जाता। खाली: उष्णता-मैप स्टैक का अंत।</translation>
    </message>
    <message>
        <source>Share of test steps [%]</source>
        <translation>परीक्षण चरणों का हिस्सा [%]</translation>
    </message>
    <message>
        <source>Percentage of the steps with reports, the latest, that are tested where neither a model nor START says since when.</source>
        <translation>रिपोर्ट वाले चरणों का प्रतिशत, सबसे बाद के, जो तब परखे जाते हैं जब न कोई मॉडल और न START बताता है कि कब से।</translation>
    </message>
    <message>
        <source>Train again every so many steps</source>
        <translation>इतने चरणों के बाद फिर प्रशिक्षण</translation>
    </message>
    <message>
        <source>Number of tested steps after which all models and baselines are trained again on all that is known by then, as they would be in use. 0: never.</source>
        <translation>परखे गए इतने चरणों के बाद सभी मॉडल और आधार मॉडल उस सब पर फिर प्रशिक्षित होते हैं जो तब तक ज्ञात है, जैसा उपयोग में होता। 0: कभी नहीं।</translation>
    </message>
    <message>
        <source>Border [cells]</source>
        <translation>किनारा [सेल]</translation>
    </message>
    <message>
        <source>Number of outer rings of cells that are not scored.</source>
        <translation>सेलों के कितने बाहरी घेरों को अंक नहीं दिए जाते।</translation>
    </message>
    <message>
        <source>Share of the area [%]</source>
        <translation>क्षेत्रफल का हिस्सा [%]</translation>
    </message>
    <message>
        <source>Percentage of the area, the riskiest, that the verdict and the groups are about: what can be watched in one step.</source>
        <translation>क्षेत्रफल का प्रतिशत, सबसे अधिक जोखिम वाला, जिसके बारे में निर्णय और समूह हैं: जितने पर एक चरण में नज़र रखी जा सकती है।</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>पर्सेंटाइल</translation>
    </message>
    <message>
        <source>Percentiles of the predictions above which cells are flagged, for the six labels.</source>
        <translation>अनुमानों के पर्सेंटाइल, जिनके ऊपर सेल चिह्नित होते हैं, छह लेबलों के लिए।</translation>
    </message>
    <message>
        <source>Thresholds from</source>
        <translation>सीमाओं का आधार</translation>
    </message>
    <message>
        <source>Of which predictions the percentiles are. training: those for the training steps, known before the test. test: all of the test, as published, which know the future. step: those for each step, so that each flags the same area.</source>
        <translation>पर्सेंटाइल किन अनुमानों के हैं। training: प्रशिक्षण चरणों के, जो परीक्षण से पहले ज्ञात हैं। test: पूरे परीक्षण के, जैसा प्रकाशित है; वे भविष्य जानते हैं। step: हर चरण के अपने, ताकि हर एक समान क्षेत्रफल चिह्नित करे।</translation>
    </message>
    <message>
        <source>Neighbourhood [cells]</source>
        <translation>पड़ोस [सेल]</translation>
    </message>
    <message>
        <source>Number of cells within which a near miss counts as one, across corners, too.</source>
        <translation>इतने सेलों के भीतर की चूक निकट की चूक गिनी जाती है, कोनों के पार भी।</translation>
    </message>
    <message>
        <source>Weeks in a block</source>
        <translation>एक खंड में सप्ताह</translation>
    </message>
    <message>
        <source>Number of weeks that the bootstrap draws together; it gives the intervals. Longer blocks where waves of incidents last longer.</source>
        <translation>कितने सप्ताह बूटस्ट्रैप एक साथ चुनता है; उससे अंतराल मिलते हैं। जहाँ घटनाओं की लहरें लंबी चलती हैं वहाँ लंबे खंड लें।</translation>
    </message>
    <message>
        <source>Samples of the bootstrap</source>
        <translation>बूटस्ट्रैप के नमूने</translation>
    </message>
    <message>
        <source>Number of samples of weeks that intervals come from.</source>
        <translation>सप्ताहों के उन नमूनों की संख्या जिनसे अंतराल मिलते हैं।</translation>
    </message>
    <message>
        <source>Start of the random numbers. The same seed and inputs give the same scores.</source>
        <translation>यादृच्छिक संख्याओं का प्रारंभ। वही सीड और वही आगत वही अंक देते हैं।</translation>
    </message>
    <message>
        <source>Explain risk</source>
        <translation>जोखिम की व्याख्या करें</translation>
    </message>
    <message>
        <source>why,reason,factor,cause,attribution,importance,occlusion,odds</source>
        <translation>क्यों,कारण,कारक,महत्व,आच्छादन,संभावना-अनुपात,व्याख्या</translation>
    </message>
    <message>
        <source>Source: occlusion is that of Zeiler and Fergus 2014, arXiv 1311.2901; the factors are ours.</source>
        <translation>स्रोत: आच्छादन विधि Zeiler और Fergus 2014, arXiv 1311.2901 की है; कारक हमारे अपने हैं।</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>मॉडल</translation>
    </message>
    <message>
        <source>Result of &quot;Train risk model&quot;.</source>
        <translation>&quot;जोखिम मॉडल प्रशिक्षित करें&quot; का परिणाम।</translation>
    </message>
    <message>
        <source>Recent steps</source>
        <translation>हाल के चरण</translation>
    </message>
    <message>
        <source>Number of the latest time steps whose incidents are called recent. Empty: a week of hours, 28 days, 8 weeks or 3 months.</source>
        <translation>सबसे बाद के कितने समय-चरणों की घटनाएँ हाल की मानी जाएँ। खाली: घंटों का एक सप्ताह, 28 दिन, 8 सप्ताह या 3 महीने।</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>व्याख्या</translation>
    </message>
    <message>
        <source>GeoTIFF of five bands: the risk, and the effects of the long-run rate, of season and weekday, of recent incidents nearby, and of recent incidents here.</source>
        <translation>पाँच बैंडों का GeoTIFF: जोखिम, और दीर्घकालिक दर, ऋतु और वार, पास की हाल की घटनाओं और यहाँ की हाल की घटनाओं के प्रभाव।</translation>
    </message>
    <message>
        <source>Start of the time step that is explained (ISO 8601)</source>
        <translation>जिस समय-चरण की व्याख्या है उसका प्रारंभ (ISO 8601)</translation>
    </message>
    <message>
        <source>Logarithm of the odds of the mean risk, which the effects add to</source>
        <translation>औसत जोखिम के संभावना-अनुपात का लघुगणक, जिसमें प्रभाव जुड़ते हैं</translation>
    </message>
    <message>
        <source>Export risk bulletin</source>
        <translation>जोखिम बुलेटिन निर्यात करें</translation>
    </message>
    <message>
        <source>pdf,print,layout,atlas,report,map,legend,district,ward,zonal</source>
        <translation>pdf,प्रिंट,विन्यास,एटलस,रिपोर्ट,मैप,लिजेंड,ज़िला,वार्ड,ज़ोनल</translation>
    </message>
    <message>
        <source>Prints a risk raster as PDF files, one for each step or district, without touching the screen.

A page has the map with its legend, the time, the base rate in words, the verdict of an evaluation, how the map must be read, and a table of the districts: rank, mean and highest risk, and the incidents that are expected. Risks are probabilities of at least one incident in a cell and step.

The page is a print layout, layouts/risk_bulletin.qpt in the plugin&apos;s folder. A copy of it, changed in QGIS, may be given as the template.</source>
        <translation>जोखिम रास्टर को PDF फाइलों के रूप में छापता है, हर चरण या ज़िले की एक, स्क्रीन को छुए बिना।

पृष्ठ पर लिजेंड सहित मैप, समय, शब्दों में आधार दर, मूल्यांकन का निर्णय, मैप को कैसे पढ़ें, और ज़िलों की टेबल होती है: क्रम, औसत और सबसे अधिक जोखिम, और अपेक्षित घटनाएँ। जोखिम किसी सेल और चरण में कम से कम एक घटना की संभाव्यता है।

पृष्ठ एक प्रिंट विन्यास है, प्लगिन के फोल्डर में layouts/risk_bulletin.qpt। QGIS में बदली हुई उसकी प्रति टेम्पलेट के रूप में दी जा सकती है।</translation>
    </message>
    <message>
        <source>Source: the layout is ours; which cells are a district&apos;s follows QGIS&apos;s zonal statistics.</source>
        <translation>स्रोत: विन्यास हमारा अपना है; कौन-से सेल किस ज़िले के हैं, यह QGIS के ज़ोनल आँकड़ों के अनुसार है।</translation>
    </message>
    <message>
        <source>Risk raster</source>
        <translation>जोखिम रास्टर</translation>
    </message>
    <message>
        <source>Result of &quot;Predict risk&quot;.</source>
        <translation>&quot;जोखिम का अनुमान लगाएँ&quot; का परिणाम।</translation>
    </message>
    <message>
        <source>Layer of polygons for the table, the map and the bulletins of districts.</source>
        <translation>टेबल, मैप और ज़िलों के बुलेटिनों के लिए बहुभुज लेयर।</translation>
    </message>
    <message>
        <source>One PDF per</source>
        <translation>एक PDF प्रति</translation>
    </message>
    <message>
        <source>step: the whole area, with a table of all districts. district: the district in its surroundings, a page for each step.</source>
        <translation>step: पूरा क्षेत्र, सभी ज़िलों की टेबल के साथ। district: ज़िला अपने आसपास के साथ, हर चरण का एक पृष्ठ।</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>शीर्षक</translation>
    </message>
    <message>
        <source>First line of each page. Empty: Risk bulletin.</source>
        <translation>हर पृष्ठ की पहली पंक्ति। खाली: जोखिम बुलेटिन।</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>मूल्यांकन</translation>
    </message>
    <message>
        <source>Report of &quot;Evaluate risk model&quot; on the same model, whose verdict is printed. Empty: the page says that there is none.</source>
        <translation>उसी मॉडल पर &quot;जोखिम मॉडल का मूल्यांकन करें&quot; की रिपोर्ट, जिसका निर्णय छापा जाता है। खाली: पृष्ठ बताता है कि कोई नहीं है।</translation>
    </message>
    <message>
        <source>Basemap</source>
        <translation>आधार मैप</translation>
    </message>
    <message>
        <source>Layers to draw beneath the risk, the uppermost first.</source>
        <translation>लेयर जो जोखिम के नीचे बनाई जाएँ, सबसे ऊपर वाली पहले।</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>टेम्पलेट</translation>
    </message>
    <message>
        <source>Print layout with items of the ids that ours has. Empty: ours.</source>
        <translation>प्रिंट विन्यास जिसमें हमारे वाले की ID वाले आइटम हों। खाली: हमारा।</translation>
    </message>
    <message>
        <source>Folder of bulletins</source>
        <translation>बुलेटिनों का फोल्डर</translation>
    </message>
    <message>
        <source>Folder for the PDF files, named after the start of the step or the district.</source>
        <translation>PDF फाइलों का फोल्डर, जिनके नाम चरण के प्रारंभ या ज़िले पर होते हैं।</translation>
    </message>
    <message>
        <source>Number of PDF files</source>
        <translation>PDF फाइलों की संख्या</translation>
    </message>
    <message>
        <source>netCDF</source>
        <translation>netCDF</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>Export heatmap stack</source>
        <translation>उष्णता-मैप स्टैक निर्यात करें</translation>
    </message>
    <message>
        <source>counts,total,month,sum,netcdf,cf,xarray,mesh,table,csv,parquet</source>
        <translation>संख्याएँ,कुल,महीना,जोड़,netcdf,cf,xarray,मेश,टेबल,csv,parquet</translation>
    </message>
    <message>
        <source>Writes the counts of a heatmap stack as other programs read them, and adds up steps.

The suffix of the file says how. A netCDF (.nc) follows the CF conventions, so that xarray and QGIS&apos;s mesh layers know its times. A table (.gpkg, .csv, .parquet) has a row for each cell, step and category that has incidents, with its count; read as incidents with this weight it gives the same stack. A .tif is a heatmap stack again, of months or of one step as long as all.</source>
        <translation>उष्णता-मैप स्टैक की संख्याएँ वैसे लिखता है जैसे दूसरे प्रोग्राम उन्हें पढ़ते हैं, और चरणों को जोड़ता है।

फाइल का प्रत्यय बताता है कि कैसे। netCDF (.nc) CF नियमों के अनुसार होता है, इसलिए xarray और QGIS की मेश लेयर उसके समय जानती हैं। टेबल (.gpkg, .csv, .parquet) में घटनाओं वाले हर सेल, चरण और श्रेणी की एक पंक्ति उनकी संख्या के साथ होती है; इस भार वाली घटनाओं के रूप में पढ़ने पर वही स्टैक मिलता है। .tif फिर एक उष्णता-मैप स्टैक है, महीनों का या सबको मिलाकर एक चरण का।</translation>
    </message>
    <message>
        <source>Source: the CF conventions 1.8, https://cfconventions.org.</source>
        <translation>स्रोत: CF नियम 1.8, https://cfconventions.org.</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot;.</source>
        <translation>&quot;उष्णता-मैप स्टैक बनाएँ&quot; का परिणाम।</translation>
    </message>
    <message>
        <source>Add up by</source>
        <translation>जोड़ने का आधार</translation>
    </message>
    <message>
        <source>steps: nothing is added up. months: the calendar month that a step starts in. total: all steps together.</source>
        <translation>steps: कुछ नहीं जोड़ा जाता। months: वह कैलेंडर महीना जिसमें चरण शुरू होता है। total: सभी चरण एक साथ।</translation>
    </message>
    <message>
        <source>File</source>
        <translation>फाइल</translation>
    </message>
    <message>
        <source>File to write; its suffix says the format: .nc, .gpkg, .csv, .parquet (where GDAL has it) or .tif.</source>
        <translation>लिखी जाने वाली फाइल; उसका प्रत्यय प्रारूप बताता है: .nc, .gpkg, .csv, .parquet (जहाँ GDAL में है) या .tif।</translation>
    </message>
    <message>
        <source>First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: that of the period that is found.</source>
        <translation>पहला क्षण जो गिना जाता है, जैसे 2016-07-01 या 2016-07-01T18:00:00। खाली: मिली हुई अवधि का।</translation>
    </message>
    <message>
        <source>First moment that is not counted any more, at which the first step that is forecast begins. Empty: just after the layer&apos;s last incident, or the end of the period that is found if that comes first.</source>
        <translation>पहला क्षण जो अब नहीं गिना जाता, जिससे पहला पूर्वानुमानित चरण शुरू होता है। खाली: लेयर की अंतिम घटना के ठीक बाद, या मिली हुई अवधि का अंत यदि वह पहले आता है।</translation>
    </message>
    <message>
        <source>Forecast risk</source>
        <translation>जोखिम पूर्वानुमान बनाएँ</translation>
    </message>
    <message>
        <source>pipeline,incidents,tomorrow,probability,risk map,crime,hotspot,convlstm</source>
        <translation>पाइपलाइन,घटनाएँ,कल,संभाव्यता,जोखिम मैप,अपराध,हॉटस्पॉट,convlstm</translation>
    </message>
    <message>
        <source>From dated points to a map of tomorrow&apos;s risk, in one go: selects extent and period, counts incidents per grid cell and time step, trains a model and scores it beside its baselines, and predicts the risk of the time steps that follow.

The first step that is forecast follows the layer&apos;s last incident, or the period that is found where the layer goes on after it. Give the end to forecast from another time on.

The risk of a cell is the calibrated probability, 0 … 1, of at least one incident in the time step. A low class does not mean that a place is safe.

What the four algorithms in between make can be kept: the selection, the heatmap stack and the model.</source>
        <translation>दिनांक वाले बिंदुओं से कल के जोखिम के मैप तक, एक ही बार में: विस्तार और अवधि चुनता है, हर जाली सेल और समय-चरण में घटनाएँ गिनता है, मॉडल को प्रशिक्षित करता है और आधार मॉडलों के साथ अंक देता है, और आगे के समय-चरणों के जोखिम का अनुमान लगाता है।

पहला पूर्वानुमानित चरण लेयर की अंतिम घटना के बाद आता है, या मिली हुई अवधि के बाद जहाँ लेयर उससे आगे जाती है। किसी दूसरे समय से पूर्वानुमान के लिए अंत दें।

सेल का जोखिम समय-चरण में कम से कम एक घटना की अंशांकित संभाव्यता है, 0 … 1। नीचे वर्ग का अर्थ यह नहीं कि स्थान सुरक्षित है।

बीच के चार एल्गोरिदम जो बनाते हैं उसे रखा जा सकता है: चयन, उष्णता-मैप स्टैक और मॉडल।</translation>
    </message>
    <message>
        <source>The rectangle, with the period in its fields.</source>
        <translation>आयत, जिसके स्तंभों में अवधि है।</translation>
    </message>
    <message>
        <source>Model file for &quot;Predict risk&quot;.</source>
        <translation>&quot;जोखिम का अनुमान लगाएँ&quot; के लिए मॉडल फाइल।</translation>
    </message>
    <message>
        <source>Each category gets a channel: a band for every time step. Empty: all incidents are counted together.</source>
        <translation>हर श्रेणी को एक चैनल मिलता है: हर समय-चरण का एक बैंड। खाली: सभी घटनाएँ एक साथ गिनी जाती हैं।</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>श्रेणियाँ</translation>
    </message>
    <message>
        <source>Categories that have a channel, parted by semicolons. Empty: every one that there is.</source>
        <translation>चैनल वाली श्रेणियाँ, अर्धविराम से अलग। खाली: जितनी भी हैं।</translation>
    </message>
    <message>
        <source>Count other categories together</source>
        <translation>बाकी श्रेणियाँ एक साथ गिनें</translation>
    </message>
    <message>
        <source>A last channel holds all categories that are not named. Else they are left out.</source>
        <translation>अंतिम चैनल में वे सभी श्रेणियाँ होती हैं जिनके नाम नहीं दिए गए। नहीं तो वे छोड़ दी जाती हैं।</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>चयन</translation>
    </message>
    <message>
        <source>Result of &quot;Select extent and period&quot;: its rectangle and its period are counted, unless they are given below.</source>
        <translation>&quot;विस्तार और अवधि चुनें&quot; का परिणाम: उसका आयत और उसकी अवधि गिने जाते हैं, जब तक वे नीचे न दिए गए हों।</translation>
    </message>
    <message>
        <source>Rectangle that the grid covers. One without a coordinate reference system is in that of the grid if it is given, else in that of the incidents. Empty: the selection&apos;s, or around all incidents.</source>
        <translation>आयत जिसे जाली ढकती है। बिना निर्देशांक संदर्भ प्रणाली वाला जाली की प्रणाली में होता है यदि वह दी गई है, नहीं तो घटनाओं की प्रणाली में। खाली: चयन का, या सभी घटनाओं के चारों ओर।</translation>
    </message>
    <message>
        <source>Grid of a raster</source>
        <translation>किसी रास्टर की जाली</translation>
    </message>
    <message>
        <source>A heatmap stack or any other raster: its coordinate reference system, extent, columns and rows are taken in place of those given here and of the selection&apos;s extent. Empty: no raster.</source>
        <translation>उष्णता-मैप स्टैक या कोई दूसरा रास्टर: उसकी निर्देशांक संदर्भ प्रणाली, विस्तार, कॉलम और पंक्तियाँ यहाँ दी गई और चयन के विस्तार की जगह ली जाती हैं। खाली: कोई रास्टर नहीं।</translation>
    </message>
    <message>
        <source>First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: the first incident, or the selection&apos;s start if that comes later.</source>
        <translation>पहला क्षण जो गिना जाता है, जैसे 2016-07-01 या 2016-07-01T18:00:00। खाली: पहली घटना, या चयन का प्रारंभ यदि वह बाद में आता है।</translation>
    </message>
    <message>
        <source>First moment that is not counted any more. Empty: just after the last incident, or the selection&apos;s end if that comes first.</source>
        <translation>पहला क्षण जो अब नहीं गिना जाता। खाली: अंतिम घटना के ठीक बाद, या चयन का अंत यदि वह पहले आता है।</translation>
    </message>
    <message>
        <source>Length of a time step</source>
        <translation>समय-चरण की लंबाई</translation>
    </message>
    <message>
        <source>Number of hours, days, weeks or months in a time step.</source>
        <translation>एक समय-चरण में घंटों, दिनों, सप्ताहों या महीनों की संख्या।</translation>
    </message>
    <message>
        <source>Unit of the time step</source>
        <translation>समय-चरण की इकाई</translation>
    </message>
    <message>
        <source>hour, day, week (from Monday) or month (of the calendar).</source>
        <translation>hour (घंटा), day (दिन), week (सप्ताह, सोमवार से) या month (कैलेंडर महीना)।</translation>
    </message>
    <message>
        <source>Layer of polygons. Cells whose centre is outside are nodata: never trained on nor scored; incidents in them are left out. Empty: all cells.</source>
        <translation>बहुभुज लेयर। जिन सेलों का केंद्र बाहर है वे कोई-डेटा-नहीं हैं: उन पर न प्रशिक्षण होता है न अंक मिलते हैं; उनकी घटनाएँ छोड़ दी जाती हैं। खाली: सभी सेल।</translation>
    </message>
    <message>
        <source>Align time steps to</source>
        <translation>समय-चरण इससे मिलाएँ</translation>
    </message>
    <message>
        <source>A step starts with the hour, day, week or month of this date. Empty: steps are counted from 1970, so that n hours divide the day from midnight and 3 months are quarters.</source>
        <translation>चरण इस दिनांक के घंटे, दिन, सप्ताह या महीने से शुरू होता है। खाली: चरण 1970 से गिने जाते हैं, ताकि n घंटे आधी रात से दिन को बाँटें और 3 महीने तिमाही हों।</translation>
    </message>
    <message>
        <source>Only whole steps</source>
        <translation>केवल पूरे चरण</translation>
    </message>
    <message>
        <source>Leaves out the first and the last step where the period or the layer covers them in part. Else they are counted, with a warning.</source>
        <translation>पहले और अंतिम चरण को छोड़ देता है जहाँ अवधि या लेयर उन्हें आंशिक रूप से ढकती है। नहीं तो वे चेतावनी के साथ गिने जाते हैं।</translation>
    </message>
    <message>
        <source>Cell size</source>
        <translation>सेल का आकार</translation>
    </message>
    <message>
        <source>Side of a square cell in units of the grid&apos;s coordinate reference system, in place of columns and rows. Empty: columns and rows.</source>
        <translation>वर्गाकार सेल की भुजा, जाली की निर्देशांक संदर्भ प्रणाली की इकाइयों में, कॉलम और पंक्तियों की जगह। खाली: कॉलम और पंक्तियाँ।</translation>
    </message>
    <message>
        <source>Coordinate reference system of the grid</source>
        <translation>जाली की निर्देशांक संदर्भ प्रणाली</translation>
    </message>
    <message>
        <source>Layer of points, one for each incident, in any coordinate reference system; or a table whose fields hold the coordinates. A point of several parts counts once, at its first part.</source>
        <translation>बिंदु लेयर, हर घटना का एक बिंदु, किसी भी निर्देशांक संदर्भ प्रणाली में; या टेबल जिसके स्तंभों में निर्देशांक हैं। कई भागों वाला बिंदु एक बार, अपने पहले भाग पर, गिना जाता है।</translation>
    </message>
    <message>
        <source>Field that says when an incident happened: dates, dates with times, or text. Times are taken as they are written, without a time zone.</source>
        <translation>स्तंभ जो बताता है कि घटना कब हुई: दिनांक, समय सहित दिनांक, या वाक्य। समय वैसे लिए जाते हैं जैसे लिखे हैं, बिना समय क्षेत्र के।</translation>
    </message>
    <message>
        <source>Field of x or longitude</source>
        <translation>x या देशांतर का स्तंभ</translation>
    </message>
    <message>
        <source>For tables without geometries: where the coordinates are, with a decimal point or comma.</source>
        <translation>बिना ज्यामिति वाली टेबलों के लिए: निर्देशांक कहाँ हैं, दशमलव बिंदु या अल्पविराम के साथ।</translation>
    </message>
    <message>
        <source>Field of y or latitude</source>
        <translation>y या अक्षांश का स्तंभ</translation>
    </message>
    <message>
        <source>For tables without geometries, as for x.</source>
        <translation>बिना ज्यामिति वाली टेबलों के लिए, जैसे x के लिए।</translation>
    </message>
    <message>
        <source>Coordinate reference system of the incidents</source>
        <translation>घटनाओं की निर्देशांक संदर्भ प्रणाली</translation>
    </message>
    <message>
        <source>Of the coordinates in the fields, as EPSG:4326 for longitudes and latitudes. Empty: the layer&apos;s.</source>
        <translation>स्तंभों के निर्देशांकों की, जैसे देशांतर और अक्षांश के लिए EPSG:4326। खाली: लेयर की।</translation>
    </message>
    <message>
        <source>Format of times in text</source>
        <translation>वाक्य में समय का प्रारूप</translation>
    </message>
    <message>
        <source>How a text field writes the time, in the letters of QGIS&apos;s to_datetime(), e.g. &quot;dd/MM/yyyy hh:mm AP&quot;. Several formats are parted by semicolons. Empty: ISO 8601, as 2016-07, 2016-07-01 or 2016-07-01T18:30:00.</source>
        <translation>वाक्य स्तंभ समय कैसे लिखता है, QGIS के to_datetime() के अक्षरों में, जैसे &quot;dd/MM/yyyy hh:mm AP&quot;। कई प्रारूप अर्धविराम से अलग होते हैं। खाली: ISO 8601, जैसे 2016-07, 2016-07-01 या 2016-07-01T18:30:00।</translation>
    </message>
    <message>
        <source>Field of the time of day</source>
        <translation>दिन के समय का स्तंभ</translation>
    </message>
    <message>
        <source>Where the time of day has a field of its own. Formats are for the date, a blank and this; the date of a date field is yyyy-MM-dd there.</source>
        <translation>जहाँ दिन के समय का अपना स्तंभ है। प्रारूप दिनांक, एक रिक्त स्थान और इसके लिए हैं; दिनांक स्तंभ का दिनांक वहाँ yyyy-MM-dd होता है।</translation>
    </message>
    <message>
        <source>Field of the end</source>
        <translation>अंत का स्तंभ</translation>
    </message>
    <message>
        <source>For incidents known to have happened between two times: the time field is the start, this the end. A date alone stands for the whole day.</source>
        <translation>उन घटनाओं के लिए जिनके बारे में ज्ञात है कि वे दो समयों के बीच हुईं: समय स्तंभ प्रारंभ है, यह अंत। केवल दिनांक पूरे दिन के लिए होता है।</translation>
    </message>
    <message>
        <source>Incidents between two times</source>
        <translation>दो समयों के बीच की घटनाएँ</translation>
    </message>
    <message>
        <source>aoristic: equal shares in every step that it could have happened in. midpoint, start: as if it had happened half-way or at once.</source>
        <translation>aoristic: हर उस चरण में बराबर हिस्से जिसमें वह हुई हो सकती है। midpoint, start: जैसे वह बीच में या तुरंत हुई हो।</translation>
    </message>
    <message>
        <source>Time zone of the times</source>
        <translation>समयों का समय क्षेत्र</translation>
    </message>
    <message>
        <source>Name from the IANA list, as Asia/Kolkata or UTC. Empty: nobody says.</source>
        <translation>IANA सूची का नाम, जैसे Asia/Kolkata या UTC। खाली: किसी ने नहीं बताया।</translation>
    </message>
    <message>
        <source>Convert times to time zone</source>
        <translation>समयों को इस समय क्षेत्र में बदलें</translation>
    </message>
    <message>
        <source>Steps are hours and days of this zone. Empty: times stay as they are written.</source>
        <translation>चरण इस क्षेत्र के घंटे और दिन होते हैं। खाली: समय वैसे रहते हैं जैसे लिखे हैं।</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; has no field &quot;%2&quot;: choose the field that holds its addresses.</source>
        <translation>लेयर &quot;%1&quot; में कोई स्तंभ &quot;%2&quot; नहीं है: वह स्तंभ चुनें जिसमें उसके पते हैं।</translation>
    </message>
    <message>
        <source>No feature of the layer &quot;%1&quot; has a place and an address in the field &quot;%2&quot;: choose another.</source>
        <translation>लेयर &quot;%1&quot; के किसी नक्शा-अनुभाग में स्थान और स्तंभ &quot;%2&quot; में पता दोनों नहीं हैं: दूसरा चुनें।</translation>
    </message>
    <message>
        <source>Riskcast model (*.safetensors)</source>
        <translation>Riskcast मॉडल (*.safetensors)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>रिपोर्ट</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML फाइलें (*.html)</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>ज़िले</translation>
    </message>
    <message>
        <source>Field of the districts&apos; names</source>
        <translation>ज़िलों के नामों का स्तंभ</translation>
    </message>
    <message>
        <source>Districts of the same name are one. Empty: the first text field.</source>
        <translation>एक ही नाम के ज़िले एक हैं। खाली: पहला वाक्य स्तंभ।</translation>
    </message>
    <message>
        <source>Creation options</source>
        <translation>निर्माण के विकल्प</translation>
    </message>
    <message>
        <source>Options of the GeoTIFF driver as NAME=VALUE, parted by |. Empty: tiled and compressed (DEFLATE).</source>
        <translation>GeoTIFF ड्राइवर के विकल्प NAME=VALUE के रूप में, | से अलग। खाली: टाइलों में और संपीड़ित (DEFLATE)।</translation>
    </message>
    <message>
        <source>Predict risk</source>
        <translation>जोखिम का अनुमान लगाएँ</translation>
    </message>
    <message>
        <source>forecast,tomorrow,probability,risk map,classes,crime,hotspot</source>
        <translation>पूर्वानुमान,कल,संभाव्यता,जोखिम मैप,वर्ग,अपराध,हॉटस्पॉट</translation>
    </message>
    <message>
        <source>Maps the risk of the time steps after the end of a heatmap stack.

The risk of a cell is the calibrated probability, 0 … 1, of at least one incident in the time step. The raster has one band per predicted step and opens styled by risk classes. Their breaks are percentiles of the training predictions and the same for every step. On request, the classes are a raster of their own. A low class does not mean that a place is safe.

Heatmaps and model must have the same grid and time step.

The prediction runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>उष्णता-मैप स्टैक के अंत के बाद के समय-चरणों के जोखिम का मैप बनाता है।

सेल का जोखिम समय-चरण में कम से कम एक घटना की अंशांकित संभाव्यता है, 0 … 1। रास्टर में हर अनुमानित चरण का एक बैंड होता है और वह जोखिम वर्गों की शैली में खुलता है। उनकी सीमाएँ प्रशिक्षण के अनुमानों के पर्सेंटाइल हैं और हर चरण में वही रहती हैं। माँगने पर वर्ग अपना अलग रास्टर होते हैं। नीचे वर्ग का अर्थ यह नहीं कि स्थान सुरक्षित है।

उष्णता-मैपों और मॉडल की जाली और समय-चरण एक ही होने चाहिए।

अनुमान एक अलग प्रोग्राम, Riskcast इंजन, में चलता है। लॉग उसका आदेश दिखाता है, जिसे QGIS के बिना दोहराया जा सकता है।</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot;, up to the time step before the first one to predict.</source>
        <translation>&quot;उष्णता-मैप स्टैक बनाएँ&quot; का परिणाम, पहले अनुमानित होने वाले समय-चरण से पहले तक।</translation>
    </message>
    <message>
        <source>Steps ahead</source>
        <translation>आगे के चरण</translation>
    </message>
    <message>
        <source>Number of time steps to predict after the end of the heatmaps; one band each. Later steps are predicted from the predicted risk of earlier ones.</source>
        <translation>उष्णता-मैपों के अंत के बाद कितने समय-चरणों का अनुमान लगाया जाए; हर एक का एक बैंड। बाद के चरणों का अनुमान पहले वालों के अनुमानित जोखिम से लगता है।</translation>
    </message>
    <message>
        <source>Border left out [cells]</source>
        <translation>छोड़ा गया किनारा [सेल]</translation>
    </message>
    <message>
        <source>Number of outer rings of cells that get no risk, because a network knows nothing of what lies beyond the edge.</source>
        <translation>सेलों के कितने बाहरी घेरों को जोखिम नहीं मिलता, क्योंकि नेटवर्क किनारे के पार के बारे में कुछ नहीं जानता।</translation>
    </message>
    <message>
        <source>Finer for display</source>
        <translation>दिखाने के लिए महीन</translation>
    </message>
    <message>
        <source>Makes cells so many times smaller by bilinear interpolation. For the eye only: such a raster must not be scored.</source>
        <translation>द्विरेखीय अंतरवेषण से सेलों को इतने गुना छोटा बनाता है। केवल आँख के लिए: ऐसे रास्टर को अंक नहीं दिए जाने चाहिए।</translation>
    </message>
    <message>
        <source>Rising percentages of the cells, parted by commas, at which the classes change. The breaks are those of the training predictions, the same for every step.</source>
        <translation>सेलों के बढ़ते प्रतिशत, अल्पविराम से अलग, जिन पर वर्ग बदलते हैं। सीमाएँ प्रशिक्षण के अनुमानों की हैं, हर चरण में वही।</translation>
    </message>
    <message>
        <source>GeoTIFF of probabilities, 0 … 1, one band per predicted time step.</source>
        <translation>संभाव्यताओं का GeoTIFF, 0 … 1, हर अनुमानित समय-चरण का एक बैंड।</translation>
    </message>
    <message>
        <source>GeoTIFF of class numbers from 1, the lowest risk, with the classes&apos; names and colours.</source>
        <translation>वर्ग संख्याओं का GeoTIFF, 1 सबसे कम जोखिम से शुरू, वर्गों के नाम और रंगों के साथ।</translation>
    </message>
    <message>
        <source>Number of predicted time steps</source>
        <translation>अनुमानित समय-चरणों की संख्या</translation>
    </message>
    <message>
        <source>Start of the first predicted time step (ISO 8601)</source>
        <translation>पहले अनुमानित समय-चरण का प्रारंभ (ISO 8601)</translation>
    </message>
    <message>
        <source>Start of the last predicted time step (ISO 8601)</source>
        <translation>अंतिम अनुमानित समय-चरण का प्रारंभ (ISO 8601)</translation>
    </message>
    <message>
        <source>Highest risk of a cell, 0 … 1</source>
        <translation>किसी सेल का सबसे अधिक जोखिम, 0 … 1</translation>
    </message>
    <message>
        <source>Riskcast: risk maps from dated points</source>
        <translation>Riskcast: दिनांक वाले बिंदुओं से जोखिम मैप</translation>
    </message>
    <message>
        <source>it has no such field</source>
        <translation>उसमें ऐसा कोई स्तंभ नहीं है</translation>
    </message>
    <message>
        <source>it has %1</source>
        <translation>उसमें हैं %1</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; has no field &quot;%2&quot;.</source>
        <translation>लेयर &quot;%1&quot; में कोई स्तंभ &quot;%2&quot; नहीं है।</translation>
    </message>
    <message>
        <source>The field &quot;%2&quot; of the layer &quot;%1&quot; holds no dates.</source>
        <translation>लेयर &quot;%1&quot; के स्तंभ &quot;%2&quot; में दिनांक नहीं हैं।</translation>
    </message>
    <message>
        <source>%1 Choose a field of dates, dates with times, or text: %2.</source>
        <translation>%1 दिनांक, समय सहित दिनांक या वाक्य का स्तंभ चुनें: %2।</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; has no field &quot;%2&quot;: choose one that it has.</source>
        <translation>लेयर &quot;%1&quot; में कोई स्तंभ &quot;%2&quot; नहीं है: जो उसमें है वह चुनें।</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>कोई डेटा नहीं</translation>
    </message>
    <message>
        <source>&lt; %1 %</source>
        <translation>&lt; %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>There is not enough memory. Choose a coarser grid or longer time steps.</source>
        <translation>पर्याप्त मेमोरी नहीं है। मोटी जाली या लंबे समय-चरण चुनें।</translation>
    </message>
    <message>
        <source>The Riskcast engine %1 may not be run: make it executable (chmod +x).</source>
        <translation>Riskcast इंजन %1 चलाने की अनुमति नहीं है: उसे चलाने योग्य बनाएँ (chmod +x)।</translation>
    </message>
    <message>
        <source>The engine&apos;s command:</source>
        <translation>इंजन का आदेश:</translation>
    </message>
    <message>
        <source>Select extent and period</source>
        <translation>विस्तार और अवधि चुनें</translation>
    </message>
    <message>
        <source>incidents,points,study area,rectangle,months,outliers,cluster,crime,events</source>
        <translation>घटनाएँ,बिंदु,अध्ययन क्षेत्र,आयत,महीने,असामान्य मान,क्लस्टर,अपराध</translation>
    </message>
    <message>
        <source>Finds where and when there are enough incidents to learn from.

A grid is laid over the incidents; outer rows and columns that hold too few of them are dropped, and the grid is laid again over what is left, until nothing changes. The period is the shortest range of whole months that holds a given share of the incidents in that rectangle.

Results are the selected incidents and, on request, a rectangle whose fields hold the period, which &quot;Create heatmap stack&quot; takes. Rows that are left out are counted by reason in the log.</source>
        <translation>पता लगाता है कि कहाँ और कब सीखने के लिए पर्याप्त घटनाएँ हैं।

घटनाओं पर एक जाली बिछाई जाती है; जिन बाहरी पंक्तियों और कॉलमों में वे बहुत कम हैं वे हटा दी जाती हैं, और बचे हुए पर जाली फिर बिछाई जाती है, जब तक कुछ बदलना बंद न हो। अवधि पूरे महीनों की वह सबसे छोटी शृंखला है जिसमें उस आयत की घटनाओं का दिया हुआ हिस्सा है।

परिणाम हैं: चयनित घटनाएँ और, माँगने पर, एक आयत जिसके स्तंभों में अवधि है, जिसे &quot;उष्णता-मैप स्टैक बनाएँ&quot; लेता है। छोड़ी गई पंक्तियाँ लॉग में कारण के अनुसार गिनी जाती हैं।</translation>
    </message>
    <message>
        <source>Selected incidents</source>
        <translation>चयनित घटनाएँ</translation>
    </message>
    <message>
        <source>The incidents inside the rectangle and the period, with all of their fields.</source>
        <translation>आयत और अवधि के भीतर की घटनाएँ, अपने सभी स्तंभों के साथ।</translation>
    </message>
    <message>
        <source>The rectangle as a polygon whose fields hold the period and the numbers of incidents; &quot;Create heatmap stack&quot; takes it.</source>
        <translation>आयत, बहुभुज के रूप में, जिसके स्तंभों में अवधि और घटनाओं की संख्याएँ हैं; &quot;उष्णता-मैप स्टैक बनाएँ&quot; इसे लेता है।</translation>
    </message>
    <message>
        <source>Rectangle in the incidents&apos; coordinate reference system: xmin,xmax,ymin,ymax</source>
        <translation>घटनाओं की निर्देशांक संदर्भ प्रणाली में आयत: xmin,xmax,ymin,ymax</translation>
    </message>
    <message>
        <source>Start of the period (ISO 8601)</source>
        <translation>अवधि का प्रारंभ (ISO 8601)</translation>
    </message>
    <message>
        <source>End of the period (ISO 8601), not part of it</source>
        <translation>अवधि का अंत (ISO 8601), उसमें शामिल नहीं</translation>
    </message>
    <message>
        <source>Number of rows read</source>
        <translation>पढ़ी गई पंक्तियों की संख्या</translation>
    </message>
    <message>
        <source>Number of incidents kept</source>
        <translation>रखी गई घटनाओं की संख्या</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>कॉलम</translation>
    </message>
    <message>
        <source>Number of grid cells from west to east; 32 as published.</source>
        <translation>पश्चिम से पूर्व तक जाली सेलों की संख्या; प्रकाशित के अनुसार 32।</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>पंक्तियाँ</translation>
    </message>
    <message>
        <source>Number of grid cells from north to south; 32 as published.</source>
        <translation>उत्तर से दक्षिण तक जाली सेलों की संख्या; प्रकाशित के अनुसार 32।</translation>
    </message>
    <message>
        <source>Rule for the rectangle</source>
        <translation>आयत का नियम</translation>
    </message>
    <message>
        <source>rows-and-columns: outer rows and columns of the grid that hold too few incidents are dropped, again and again, as published. densest-cluster: the same inside the densest cluster, for tables that span the world. all: the rectangle around all incidents.</source>
        <translation>rows-and-columns: जाली की जिन बाहरी पंक्तियों और कॉलमों में बहुत कम घटनाएँ हैं वे बार-बार हटाई जाती हैं, जैसा प्रकाशित है। densest-cluster: यही सबसे घने क्लस्टर के भीतर, उन टेबलों के लिए जो दुनिया भर में फैली हैं। all: सभी घटनाओं के चारों ओर का आयत।</translation>
    </message>
    <message>
        <source>Incidents that a row or column needs</source>
        <translation>पंक्ति या कॉलम के लिए ज़रूरी घटनाएँ</translation>
    </message>
    <message>
        <source>Number of incidents that an outer row or column of the grid needs to stay.</source>
        <translation>जाली की बाहरी पंक्ति या कॉलम के बने रहने के लिए कितनी घटनाएँ चाहिए।</translation>
    </message>
    <message>
        <source>Share of incidents in the period [%]</source>
        <translation>अवधि में घटनाओं का हिस्सा [%]</translation>
    </message>
    <message>
        <source>Percentage of the incidents in the rectangle that the period must hold. The period is the shortest range of whole months that does.</source>
        <translation>आयत की घटनाओं का प्रतिशत जो अवधि में होना चाहिए। अवधि पूरे महीनों की वह सबसे छोटी शृंखला है जिसमें यह होता है।</translation>
    </message>
    <message>
        <source>Extent to start from</source>
        <translation>आरंभिक विस्तार</translation>
    </message>
    <message>
        <source>Only incidents in this rectangle are looked at. A rectangle without a coordinate reference system is in that of the incidents. Empty: all incidents.</source>
        <translation>केवल इस आयत की घटनाएँ देखी जाती हैं। बिना निर्देशांक संदर्भ प्रणाली वाला आयत घटनाओं की प्रणाली में होता है। खाली: सभी घटनाएँ।</translation>
    </message>
    <message>
        <source>Train risk model</source>
        <translation>जोखिम मॉडल प्रशिक्षित करें</translation>
    </message>
    <message>
        <source>learn,fit,neural network,convlstm,lstm,resnet,deep learning,forecast,crime,hotspot,baseline</source>
        <translation>सीखना,न्यूरल नेटवर्क,convlstm,lstm,resnet,डीप लर्निंग,पूर्वानुमान,अपराध,हॉटस्पॉट,आधार मॉडल</translation>
    </message>
    <message>
        <source>Trains a model on a heatmap stack, and scores it beside its baselines.

The latest steps with reports are kept for the test: the model never sees them before it is scored. Scores are the hit rate, which is the share of incidents in the riskiest 1, 4, 5 and 10 % of the area, and the log loss of the predicted probabilities. The long-run rate and a moving average are scored on the same steps: a model that does not beat them is not worth its time.

The result is a model file (safetensors) that holds all that a prediction needs. A training of networks that was interrupted goes on where it was if it is run again with the same heatmaps, settings and model file.

Training runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>उष्णता-मैप स्टैक पर मॉडल को प्रशिक्षित करता है, और उसके आधार मॉडलों के साथ उसे अंक देता है।

रिपोर्ट वाले सबसे बाद के चरण परीक्षण के लिए रखे जाते हैं: अंक मिलने से पहले मॉडल उन्हें कभी नहीं देखता। अंक हैं: हिट दर, यानी क्षेत्रफल के सबसे अधिक जोखिम वाले 1, 4, 5 और 10 % में घटनाओं का हिस्सा, और अनुमानित संभाव्यताओं की लॉग हानि। दीर्घकालिक दर और चल औसत को उन्हीं चरणों पर अंक मिलते हैं: जो मॉडल उनसे आगे नहीं निकलता, वह अपने समय के लायक नहीं।

परिणाम एक मॉडल फाइल (safetensors) है जिसमें वह सब है जो अनुमान के लिए चाहिए। नेटवर्कों का रुका हुआ प्रशिक्षण वहीं से आगे चलता है जहाँ वह था, यदि उसे उन्हीं उष्णता-मैपों, समायोजनों और मॉडल फाइल के साथ फिर चलाया जाए।

प्रशिक्षण एक अलग प्रोग्राम, Riskcast इंजन, में चलता है। लॉग उसका आदेश दिखाता है, जिसे QGIS के बिना दोहराया जा सकता है।</translation>
    </message>
    <message>
        <source>Model to start from</source>
        <translation>मॉडल जिससे शुरू करें</translation>
    </message>
    <message>
        <source>Result of an earlier training whose networks this one begins with, for newer incidents or, if the networks end with convolutions, for another grid. Kind and networks are then that model&apos;s.</source>
        <translation>पहले के प्रशिक्षण का परिणाम, जिसके नेटवर्कों से यह शुरू होता है, नई घटनाओं के लिए या, यदि नेटवर्क कनवल्यूशन पर समाप्त होते हैं, किसी दूसरी जाली के लिए। तब प्रकार और नेटवर्क उसी मॉडल के होते हैं।</translation>
    </message>
    <message>
        <source>How the training went and what the model scores, with charts, as one HTML page that works offline.</source>
        <translation>प्रशिक्षण कैसे चला और मॉडल को कितने अंक मिले, चार्ट के साथ, एक HTML पृष्ठ के रूप में जो ऑफलाइन चलता है।</translation>
    </message>
    <message>
        <source>History</source>
        <translation>इतिहास</translation>
    </message>
    <message>
        <source>The losses of each epoch of each network, as a table.</source>
        <translation>हर नेटवर्क के हर इपॉक की हानियाँ, टेबल के रूप में।</translation>
    </message>
    <message>
        <source>Empty: what is usual for the kind.</source>
        <translation>खाली: जो उस प्रकार के लिए सामान्य है।</translation>
    </message>
    <message>
        <source>Number of time steps before the predicted one that a network sees.</source>
        <translation>अनुमानित चरण से पहले के कितने समय-चरण नेटवर्क देखता है।</translation>
    </message>
    <message>
        <source>Steps foretold at once</source>
        <translation>एक साथ अनुमानित चरण</translation>
    </message>
    <message>
        <source>encoder_forecaster: number of time steps that it foretells at once.</source>
        <translation>encoder_forecaster: वह एक साथ कितने समय-चरणों का अनुमान लगाता है।</translation>
    </message>
    <message>
        <source>Gap filling</source>
        <translation>रिक्तियाँ भरना</translation>
    </message>
    <message>
        <source>What stands in a window for a step without reports. linear: between the maps before and after the gap, as published, but never from the predicted step or later. hold: the last map. decay: the last map, halved every 7 steps. zeros: an empty map. lastobserved: nothing, the window holds the last maps with reports.</source>
        <translation>विंडो में बिना रिपोर्ट वाले चरण की जगह क्या होता है। linear: रिक्ति से पहले और बाद के मैपों के बीच, जैसा प्रकाशित है, पर कभी अनुमानित चरण या उसके बाद से नहीं। hold: अंतिम मैप। decay: अंतिम मैप, हर 7 चरणों में आधा। zeros: खाली मैप। lastobserved: कुछ नहीं, विंडो में रिपोर्ट वाले अंतिम मैप होते हैं।</translation>
    </message>
    <message>
        <source>Threshold of binary maps</source>
        <translation>द्विआधारी मैपों की सीमा</translation>
    </message>
    <message>
        <source>Add the steps since the last reports</source>
        <translation>अंतिम रिपोर्ट के बाद के चरण जोड़ें</translation>
    </message>
    <message>
        <source>Adds to each map of a window how many steps in a row were without reports since the last ones, so that the network can tell maps from filled gaps.</source>
        <translation>विंडो के हर मैप में जोड़ता है कि अंतिम रिपोर्ट के बाद लगातार कितने चरण बिना रिपोर्ट के थे, ताकि नेटवर्क मैपों और भरी हुई रिक्तियों में अंतर कर सके।</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>कैलेंडर</translation>
    </message>
    <message>
        <source>Whether a network sees season, weekday and hour of the predicted step.</source>
        <translation>क्या नेटवर्क अनुमानित चरण की ऋतु, वार और घंटा देखता है।</translation>
    </message>
    <message>
        <source>Prior rate</source>
        <translation>पूर्व दर</translation>
    </message>
    <message>
        <source>Rate that a network corrects; untrained, it then forecasts just that.</source>
        <translation>दर जिसे नेटवर्क सुधारता है; बिना प्रशिक्षण के वह बस उसी का पूर्वानुमान देता है।</translation>
    </message>
    <message>
        <source>Maps right before</source>
        <translation>ठीक पहले के मैप</translation>
    </message>
    <message>
        <source>stresnet: number of maps right before the predicted step.</source>
        <translation>stresnet: अनुमानित चरण से ठीक पहले के मैपों की संख्या।</translation>
    </message>
    <message>
        <source>Maps that lie periods apart</source>
        <translation>एक अवधि की दूरी वाले मैप</translation>
    </message>
    <message>
        <source>stresnet: number of maps that lie a period apart, such as a week.</source>
        <translation>stresnet: एक अवधि, जैसे एक सप्ताह, की दूरी वाले मैपों की संख्या।</translation>
    </message>
    <message>
        <source>Maps that lie longer periods apart</source>
        <translation>लंबी अवधि की दूरी वाले मैप</translation>
    </message>
    <message>
        <source>stresnet: number of maps that lie a longer period apart.</source>
        <translation>stresnet: लंबी अवधि की दूरी वाले मैपों की संख्या।</translation>
    </message>
    <message>
        <source>Steps in a period</source>
        <translation>एक अवधि में चरण</translation>
    </message>
    <message>
        <source>stresnet. Empty: 24 hours, 7 days, 4 weeks or 3 months.</source>
        <translation>stresnet. खाली: 24 घंटे, 7 दिन, 4 सप्ताह या 3 महीने।</translation>
    </message>
    <message>
        <source>Steps in a longer period</source>
        <translation>लंबी अवधि में चरण</translation>
    </message>
    <message>
        <source>stresnet. Empty: 168 hours, 28 days, 52 weeks or 12 months.</source>
        <translation>stresnet. खाली: 168 घंटे, 28 दिन, 52 सप्ताह या 12 महीने।</translation>
    </message>
    <message>
        <source>Filters of the blocks</source>
        <translation>खंडों के फिल्टर</translation>
    </message>
    <message>
        <source>Number of filters of each block, parted by commas.</source>
        <translation>हर खंड के फिल्टरों की संख्या, अल्पविराम से अलग।</translation>
    </message>
    <message>
        <source>Residual units</source>
        <translation>अवशिष्ट इकाइयाँ</translation>
    </message>
    <message>
        <source>stresnet: number of residual units in each branch.</source>
        <translation>stresnet: हर शाखा में अवशिष्ट इकाइयों की संख्या।</translation>
    </message>
    <message>
        <source>convlstm. squash: pooled in time and space to a dense layer, as published. convolutional: pooled in time alone, so that any grid does.</source>
        <translation>convlstm. squash: समय और स्थान में समेटकर एक सघन परत तक, जैसा प्रकाशित है। convolutional: केवल समय में समेटा हुआ, ताकि कोई भी जाली चले।</translation>
    </message>
    <message>
        <source>Activation of the gates</source>
        <translation>द्वारों का सक्रियण</translation>
    </message>
    <message>
        <source>hardsigmoid, as published, or sigmoid.</source>
        <translation>hardsigmoid, जैसा प्रकाशित है, या sigmoid.</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>पैडिंग</translation>
    </message>
    <message>
        <source>What convolutions see beyond the edge of the map. zeros makes the edge look safe.</source>
        <translation>कनवल्यूशन मैप के किनारे के पार क्या देखते हैं। zeros से किनारा सुरक्षित लगता है।</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>हानि</translation>
    </message>
    <message>
        <source>What training makes small. crossentropy and focal: wrong probabilities. poisson and squarederror: wrong counts.</source>
        <translation>प्रशिक्षण किसे कम करता है। crossentropy और focal: गलत संभाव्यताएँ। poisson और squarederror: गलत संख्याएँ।</translation>
    </message>
    <message>
        <source>Weight of cells with incidents</source>
        <translation>घटना वाले सेलों का भार</translation>
    </message>
    <message>
        <source>Weight of a cell with incidents in the loss; a cell without weighs 1. 0: as many cells as have none for each one that has. The risk is calibrated in any case. Empty: 0, or 1 with a prior rate or the focal loss.</source>
        <translation>हानि में घटना वाले सेल का भार; बिना घटना वाले का भार 1 है। 0: हर घटना वाले सेल पर जितने बिना घटना वाले हैं। जोखिम हर हाल में अंशांकित होता है। खाली: 0, या पूर्व दर अथवा focal हानि के साथ 1।</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>सीखने की दर</translation>
    </message>
    <message>
        <source>Step size of the optimiser (AdamW).</source>
        <translation>ऑप्टिमाइज़र (AdamW) के चरण का आकार।</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>बैच का आकार</translation>
    </message>
    <message>
        <source>Number of targets in one training step.</source>
        <translation>एक प्रशिक्षण चरण में लक्ष्यों की संख्या।</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>भार क्षय</translation>
    </message>
    <message>
        <source>How fast weights shrink that the maps don&apos;t ask for.</source>
        <translation>वे भार कितनी तेज़ी से घटते हैं जिन्हें मैप नहीं माँगते।</translation>
    </message>
    <message>
        <source>Longest gradient</source>
        <translation>सबसे लंबा ग्रेडिएंट</translation>
    </message>
    <message>
        <source>As the norm over all parameters; longer ones are cut. 0: any.</source>
        <translation>सभी मापदंडों पर नॉर्म के रूप में; लंबे वाले काटे जाते हैं। 0: कोई भी।</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>धैर्य</translation>
    </message>
    <message>
        <source>Number of epochs without gain on the validation steps after which training stops. 0: never.</source>
        <translation>सत्यापन चरणों पर बिना लाभ के कितने इपॉक के बाद प्रशिक्षण रुकता है। 0: कभी नहीं।</translation>
    </message>
    <message>
        <source>Drops of the learning rate</source>
        <translation>सीखने की दर में कटौतियाँ</translation>
    </message>
    <message>
        <source>How often, before it stops, training goes on from the best epoch at a quarter of the learning rate.</source>
        <translation>रुकने से पहले कितनी बार प्रशिक्षण सबसे अच्छे इपॉक से एक चौथाई सीखने की दर पर आगे चलता है।</translation>
    </message>
    <message>
        <source>Refit</source>
        <translation>पुनः प्रशिक्षण</translation>
    </message>
    <message>
        <source>Whether a network learns from the validation steps, too, at last.</source>
        <translation>क्या नेटवर्क अंत में सत्यापन चरणों से भी सीखता है।</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>नेटवर्क</translation>
    </message>
    <message>
        <source>Number of networks from different seeds that are averaged; their spread tells how sure the risk is.</source>
        <translation>अलग-अलग सीड के कितने नेटवर्कों का औसत लिया जाता है; उनका फैलाव बताता है कि जोखिम कितना निश्चित है।</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>उपकरण</translation>
    </message>
    <message>
        <source>Start of the random numbers. The same seed and heatmaps give the same model.</source>
        <translation>यादृच्छिक संख्याओं का प्रारंभ। वही सीड और वही उष्णता-मैप वही मॉडल देते हैं।</translation>
    </message>
    <message>
        <source>Kind of model</source>
        <translation>मॉडल का प्रकार</translation>
    </message>
    <message>
        <source>Number of times that a network sees all training steps; the best epoch is kept.</source>
        <translation>नेटवर्क सभी प्रशिक्षण चरणों को कितनी बार देखता है; सबसे अच्छा इपॉक रखा जाता है।</translation>
    </message>
    <message>
        <source>Percentage of the steps with reports, the latest, that the model is scored on and never trained on.</source>
        <translation>रिपोर्ट वाले चरणों का प्रतिशत, सबसे बाद के, जिन पर मॉडल को अंक मिलते हैं और जिन पर कभी प्रशिक्षण नहीं होता।</translation>
    </message>
    <message>
        <source>Share of validation steps [%]</source>
        <translation>सत्यापन चरणों का हिस्सा [%]</translation>
    </message>
    <message>
        <source>Percentage of the steps before the test steps, the latest, that choose the best epoch.</source>
        <translation>परीक्षण चरणों से पहले के चरणों का प्रतिशत, सबसे बाद के, जो सबसे अच्छा इपॉक चुनते हैं।</translation>
    </message>
    <message>
        <source>Number of time steps that the model was scored on</source>
        <translation>उन समय-चरणों की संख्या जिन पर मॉडल को अंक मिले</translation>
    </message>
    <message>
        <source>Log loss on the test steps; lower is better</source>
        <translation>परीक्षण चरणों पर लॉग हानि; कम बेहतर है</translation>
    </message>
    <message>
        <source>Share of incidents in the riskiest %1 % of the area, 0 … 1</source>
        <translation>क्षेत्रफल के सबसे अधिक जोखिम वाले %1 % में घटनाओं का हिस्सा, 0 … 1</translation>
    </message>
    <message>
        <source>Scores of the model and its baselines, as text</source>
        <translation>मॉडल और उसके आधार मॉडलों के अंक, वाक्य के रूप में</translation>
    </message>
    <message>
        <source>unknown without a coordinate reference system</source>
        <translation>निर्देशांक संदर्भ प्रणाली के बिना अज्ञात</translation>
    </message>
    <message>
        <source>%1 km², %2 % of the map</source>
        <translation>%1 km², मैप का %2 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 में से %1</translation>
    </message>
    <message>
        <source>%1, %2 % of all</source>
        <translation>%1, कुल का %2 %</translation>
    </message>
    <message>
        <source>Row %1, column %2 from the north-west</source>
        <translation>उत्तर-पश्चिम से पंक्ति %1, कॉलम %2</translation>
    </message>
    <message>
        <source>%1: no data in this step.</source>
        <translation>%1: इस चरण में कोई डेटा नहीं।</translation>
    </message>
    <message>
        <source>%1: risk %2, rank %3 of %4.</source>
        <translation>%1: जोखिम %2, %4 में से क्रम %3।</translation>
    </message>
    <message>
        <source>Form</source>
        <comment>of a network</comment>
        <translation>रूप</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n घंटा</numerusform>
            <numerusform>%n घंटे</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n दिन</numerusform>
            <numerusform>%n दिन</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n सप्ताह</numerusform>
            <numerusform>%n सप्ताह</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n महीना</numerusform>
            <numerusform>%n महीने</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n चरण</numerusform>
            <numerusform>%n चरण</numerusform>
        </translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1।</translation>
    </message>
    <message>
        <source>%1 does not answer. Choose the program riskcast.</source>
        <translation>%1 उत्तर नहीं देता। riskcast प्रोग्राम चुनें।</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>%1 शुरू नहीं हो सकता: %2।</translation>
    </message>
    <message>
        <source>%1 failed without a word.</source>
        <translation>%1 बिना कुछ बताए विफल हुआ।</translation>
    </message>
    <message>
        <source>%1 failed. It said: %2</source>
        <translation>%1 विफल हुआ। उसने कहा: %2</translation>
    </message>
    <message>
        <source>The Riskcast engine is missing: %1 is no program. Install Riskcast again, or choose another engine in Settings ▸ Options ▸ Riskcast.</source>
        <translation>Riskcast इंजन नहीं मिला: %1 कोई प्रोग्राम नहीं है। Riskcast फिर से स्थापित करें, या समायोजन ▸ विकल्प ▸ Riskcast में दूसरा इंजन चुनें।</translation>
    </message>
    <message>
        <source>%1 is another program, not the Riskcast engine. Choose the program riskcast.</source>
        <translation>%1 कोई दूसरा प्रोग्राम है, Riskcast इंजन नहीं। riskcast प्रोग्राम चुनें।</translation>
    </message>
    <message>
        <source>Maps why the risk of a step after the end of a heatmap stack is what it is.

The model predicts the step again and again, each time with something left out: a cell&apos;s own recent incidents, all recent incidents, and the time of the year, week and day. What changes is the effect of what was left out: on the long-run rate of the cell, by season and weekday, by recent incidents nearby, and by those in the cell itself. Effects are differences of the logarithm of the odds: 0.7 doubles the odds, -0.7 halves them. They add up to those of the risk.

It explains the model, not the world: a cell where much is reported has a high long-run rate, whatever the reason.

The work is done in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>मैप बनाता है कि उष्णता-मैप स्टैक के अंत के बाद वाले किसी चरण का जोखिम वैसा क्यों है जैसा है।

मॉडल उस चरण का अनुमान बार-बार लगाता है, हर बार कुछ छोड़कर: सेल की अपनी हाल की घटनाएँ, हाल की सभी घटनाएँ, और वर्ष, सप्ताह और दिन का समय। इससे जो बदलता है वह छोड़ी गई चीज़ का प्रभाव है: सेल की दीर्घकालिक दर का, ऋतु और वार का, पास की हाल की घटनाओं का, और स्वयं सेल की हाल की घटनाओं का। प्रभाव संभावना-अनुपात के लघुगणक के अंतर हैं: 0.7 उसे दोगुना करता है, -0.7 आधा। उनका जोड़ जोखिम का प्रभाव देता है।

यह मॉडल की व्याख्या करता है, संसार की नहीं: जिस सेल में बहुत कुछ रिपोर्ट होता है उसकी दीर्घकालिक दर ऊँची होती है, कारण जो भी हो।

काम एक अलग प्रोग्राम, Riskcast इंजन, में होता है। लॉग उसका आदेश दिखाता है, जिसे QGIS के बिना दोहराया जा सकता है।</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot;, up to the time step before the first that was predicted, or further.</source>
        <translation>&quot;उष्णता-मैप स्टैक बनाएँ&quot; का परिणाम, पहले अनुमानित समय-चरण से पहले तक, या उससे आगे।</translation>
    </message>
    <message>
        <source>End of what is known</source>
        <translation>ज्ञात का अंत</translation>
    </message>
    <message>
        <source>Only heatmaps that end by then are looked at: the start of the first step of the risk raster to explain. Empty: all of them.</source>
        <translation>केवल वे उष्णता-मैप देखे जाते हैं जो तब तक समाप्त होते हैं: जिस जोखिम रास्टर की व्याख्या करनी है उसके पहले चरण का प्रारंभ। खाली: सभी।</translation>
    </message>
    <message>
        <source>Which of the time steps after those that are known is explained. Later ones build on the risk of earlier ones, as in &quot;Predict risk&quot;.</source>
        <translation>ज्ञात समय-चरणों के बाद वाले किस चरण की व्याख्या हो। बाद वाले पहले वालों के जोखिम पर बनते हैं, जैसे &quot;जोखिम का अनुमान लगाएँ&quot; में।</translation>
    </message>
    <message>
        <source>Add up the day</source>
        <translation>दिन को जोड़ें</translation>
    </message>
    <message>
        <source>stresnet, steps of hours: maps add up the incidents since midnight, and the network learns such sums, with the loss squarederror. Risk and scores are those of the step alone.</source>
        <translation>stresnet, घंटों के चरण: मैप आधी रात से अब तक की घटनाएँ जोड़ते हैं, और नेटवर्क ऐसे जोड़ सीखता है, squarederror हानि के साथ। जोखिम और अंक केवल उस चरण के होते हैं।</translation>
    </message>
    <message>
        <source>Super-resolution</source>
        <translation>सुपर-रिज़ॉल्यूशन</translation>
    </message>
    <message>
        <source>stresnet: number of cells inside the network for each of the grid, along each side; maps are interpolated. Risk and scores are those of the grid&apos;s cells.</source>
        <translation>stresnet: जाली के हर सेल के लिए नेटवर्क के भीतर सेलों की संख्या, हर भुजा के साथ; मैप अंतर्वेशित होते हैं। जोखिम और अंक जाली के सेलों के होते हैं।</translation>
    </message>
    <message>
        <source>auto: a GPU if LibTorch can use one, else the CPU. The default is set in Settings ▸ Options ▸ Riskcast.</source>
        <translation>auto: GPU यदि LibTorch उसका उपयोग कर सकता है, नहीं तो CPU। डिफ़ॉल्ट समायोजन ▸ विकल्प ▸ Riskcast में रखा जाता है।</translation>
    </message>
    <message>
        <source>The algorithm &quot;Explain risk&quot; is not there. Switch on Riskcast in Plugins › Manage and Install Plugins.</source>
        <translation>एल्गोरिदम &quot;जोखिम की व्याख्या करें&quot; नहीं है। Plugins › Manage and Install Plugins में Riskcast चालू करें।</translation>
    </message>
    <message>
        <source>Long-run rate here</source>
        <translation>यहाँ की दीर्घकालिक दर</translation>
    </message>
    <message>
        <source>Season and weekday</source>
        <translation>ऋतु और वार</translation>
    </message>
    <message>
        <source>Recent incidents nearby</source>
        <translation>पास की हाल की घटनाएँ</translation>
    </message>
    <message>
        <source>Recent incidents here</source>
        <translation>यहाँ की हाल की घटनाएँ</translation>
    </message>
    <message>
        <source>÷ %1</source>
        <translation>÷ %1</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>The mean risk of the area is %1.</source>
        <translation>क्षेत्र का औसत जोखिम %1 है।</translation>
    </message>
    <message>
        <source>Nothing makes this cell differ from it.</source>
        <translation>इस सेल को उससे कुछ भी अलग नहीं करता।</translation>
    </message>
    <message>
        <source>What counts most: %1. But even that hardly changes the odds of an incident.</source>
        <translation>सबसे अधिक प्रभाव: %1। लेकिन उससे भी घटना का संभावना-अनुपात लगभग नहीं बदलता।</translation>
    </message>
    <message>
        <source>What counts most: %1. With that, the odds of an incident are %2 times lower.</source>
        <translation>सबसे अधिक प्रभाव: %1। उससे घटना का संभावना-अनुपात %2 गुना कम है।</translation>
    </message>
    <message>
        <source>What counts most: %1. With that, the odds of an incident are %2 times higher.</source>
        <translation>सबसे अधिक प्रभाव: %1। उससे घटना का संभावना-अनुपात %2 गुना अधिक है।</translation>
    </message>
    <message>
        <source>Riskcast %1 runs.</source>
        <translation>Riskcast %1 चलता है।</translation>
    </message>
    <message>
        <source>The plugin is %1, so some of its options may be unknown there.</source>
        <translation>प्लगिन %1 है, इसलिए उसके कुछ विकल्प वहाँ अज्ञात हो सकते हैं।</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>सेल</translation>
    </message>
    <message>
        <source>Smooth</source>
        <comment>a style</comment>
        <translation>चिकना</translation>
    </message>
    <message>
        <source>The style that was beside the previous layer is kept as %1.</source>
        <translation>पिछली लेयर के साथ रखी शैली %1 के रूप में बची है।</translation>
    </message>
    <message>
        <source>The style %1 is that of the previous layer. Delete it.</source>
        <translation>शैली %1 पिछली लेयर की है। उसे मिटाएँ।</translation>
    </message>
    <message>
        <source>%1 The file opens without the style of Riskcast.</source>
        <translation>%1 फाइल Riskcast की शैली के बिना खुलती है।</translation>
    </message>
    <message>
        <source>&lt; 1 %</source>
        <translation>&lt; 1 %</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>मिश्रित परिशुद्धता</translation>
    </message>
    <message>
        <source>Convolutions and products in 16 bits while learning. Made for GPUs.</source>
        <translation>सीखते समय कॉन्वोल्यूशन और गुणनफल 16 बिट में। GPU के लिए बना है।</translation>
    </message>
    <message>
        <source>Covariates</source>
        <translation>सहचर</translation>
    </message>
    <message>
        <source>Rasters of amounts that don&apos;t change, such as metres of streets, people or shops: where they are larger, the rate mixture may expect more. Of use to ratenetwork, ratemixture, and networks with the prior mixture. The model keeps them.</source>
        <translation>ऐसी राशियों के रैस्टर जो बदलती नहीं, जैसे सड़कों के मीटर, लोग या दुकानें: जहाँ वे अधिक हों, वहाँ दरों का मिश्रण अधिक की अपेक्षा कर सकता है। ratenetwork, ratemixture और पूर्व दर mixture वाले नेटवर्कों के लिए उपयोगी। मॉडल इन्हें अपने पास रखता है।</translation>
    </message>
    <message>
        <source>Values of the maps</source>
        <translation>मैपों के मान</translation>
    </message>
    <message>
        <source>What the maps in a window hold. binary: 1 from the threshold on, as published. counts: the logarithm of 1 + the number of incidents.</source>
        <translation>विंडो के मैपों में क्या है। binary: सीमा से 1, जैसा प्रकाशित है। counts: 1 + घटनाओं की संख्या का लघुगणक।</translation>
    </message>
    <message>
        <source>Number of incidents from which a cell of a binary map is 1; 0.5 as published.</source>
        <translation>घटनाओं की वह संख्या जिससे द्विआधारी मैप का सेल 1 होता है; प्रकाशित के अनुसार 0.5।</translation>
    </message>
    <message>
        <source>Each step is forecast from what was known so many steps before it. 1: from all steps before it.</source>
        <translation>हर चरण का पूर्वानुमान उससे इतने चरण पहले तक ज्ञात बातों से होता है। 1: उससे पहले के सभी चरणों से।</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>श्रेणी</translation>
    </message>
    <message>
        <source>Category of the heatmap stack whose risk is scored, for models that tell categories apart. Empty: any incident.</source>
        <translation>उष्णता-मैप स्टैक की वह श्रेणी जिसका जोखिम आँका जाता है, उन मॉडलों के लिए जो श्रेणियाँ अलग करते हैं। ख़ाली: कोई भी घटना।</translation>
    </message>
</context>
<context>
    <name>RiskBulletin</name>
    <message>
        <source>Base rate</source>
        <translation>आधार दर</translation>
    </message>
    <message>
        <source>How good the forecast is</source>
        <translation>पूर्वानुमान कितना अच्छा है</translation>
    </message>
    <message>
        <source>How to read it</source>
        <translation>इसे कैसे पढ़ें</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>ज़िले</translation>
    </message>
    <message>
        <source>Probability of at least one
incident in a cell</source>
        <translation>सेल में कम से कम एक
घटना की संभाव्यता</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>क्रम</translation>
    </message>
    <message>
        <source>District</source>
        <translation>ज़िला</translation>
    </message>
    <message>
        <source>Mean risk</source>
        <translation>औसत जोखिम</translation>
    </message>
    <message>
        <source>Highest risk</source>
        <translation>सबसे अधिक जोखिम</translation>
    </message>
    <message>
        <source>Incidents expected</source>
        <translation>अपेक्षित घटनाएँ</translation>
    </message>
    <message>
        <source>Reports are not incidents: who reports, which app or office takes reports, and where campaigns were shape these numbers as much as what happened. A place without reports is not a place without incidents, and no class of the map means &quot;safe&quot;.</source>
        <translation>रिपोर्ट घटनाएँ नहीं हैं: कौन रिपोर्ट करता है, कौन-सा ऐप या कार्यालय रिपोर्ट लेता है, और अभियान कहाँ चले, ये इन संख्याओं को उतना ही गढ़ते हैं जितना वह जो हुआ। बिना रिपोर्ट का स्थान बिना घटना का स्थान नहीं है, और मैप के किसी वर्ग का अर्थ &quot;सुरक्षित&quot; नहीं है।</translation>
    </message>
    <message>
        <source>A risk is that of a whole cell in a whole step, not of a person, a house or a street. It says nothing about anybody who lives or walks there, and must not be a reason to suspect them.</source>
        <translation>जोखिम पूरे चरण में पूरे सेल का होता है, किसी व्यक्ति, घर या सड़क का नहीं। यह वहाँ रहने या चलने वाले किसी के बारे में कुछ नहीं कहता, और उन पर संदेह का कारण नहीं होना चाहिए।</translation>
    </message>
    <message>
        <source>Where patrols follow the map and their findings become new reports, the map confirms itself. Keep incidents that were found because of the map apart from those that were reported anyway, and look at the districts below or above their share.</source>
        <translation>जहाँ गश्त मैप के अनुसार चलती है और जो मिलता है वह नई रिपोर्ट बन जाता है, वहाँ मैप स्वयं अपनी पुष्टि करता है। मैप के कारण मिली घटनाओं को उनसे अलग रखें जो वैसे भी रिपोर्ट होतीं, और उन ज़िलों पर ध्यान दें जो अपने हिस्से से नीचे या ऊपर हैं।</translation>
    </message>
    <message>
        <source>Most flagged cells have no incident in a given step. Tell everyone who uses the map the base rate and the hit rate with it.</source>
        <translation>अधिकांश चिह्नित सेलों में किसी एक चरण में कोई घटना नहीं होती। मैप का उपयोग करने वाले हर व्यक्ति को उसके साथ आधार दर और हिट दर भी बताएँ।</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>सोमवार</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>मंगलवार</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>बुधवार</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>गुरुवार</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>शुक्रवार</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>शनिवार</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>रविवार</translation>
    </message>
    <message>
        <source>as written</source>
        <translation>जैसा लिखा है</translation>
    </message>
</context>
<context>
    <name>riskcast::AlgorithmButtons</name>
    <message>
        <source>Pre&amp;dict…</source>
        <translation>अनुमान लगाएँ… (&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Evaluate…</source>
        <translation>मूल्यांकन करें… (&amp;E)</translation>
    </message>
    <message>
        <source>Class&amp;ify…</source>
        <translation>वर्गीकरण करें… (&amp;I)</translation>
    </message>
    <message>
        <source>Opens the algorithm &quot;%1&quot;</source>
        <translation>एल्गोरिदम &quot;%1&quot; खोलता है</translation>
    </message>
    <message>
        <source>The dialog of the algorithm could not be opened.</source>
        <translation>एल्गोरिदम का संवाद नहीं खोला जा सका।</translation>
    </message>
</context>
<context>
    <name>riskcast::Assistance</name>
    <message>
        <source>Open &amp;Sample Project</source>
        <translation>नमूना परियोजना खोलें (&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>समायोजन… (&amp;E)</translation>
    </message>
    <message>
        <source>Copy &amp;Diagnostics</source>
        <translation>निदान कॉपी करें (&amp;D)</translation>
    </message>
    <message>
        <source>Riskcast is ready. Try it on reports from Delhi.</source>
        <translation>Riskcast तैयार है। इसे दिल्ली की रिपोर्टों पर आज़माएँ।</translation>
    </message>
    <message>
        <source>Open Sample Project</source>
        <translation>नमूना परियोजना खोलें</translation>
    </message>
    <message>
        <source>Riskcast diagnostics, copied to the clipboard</source>
        <translation>Riskcast निदान, क्लिपबोर्ड पर कॉपी किया गया</translation>
    </message>
    <message>
        <source>The sample project %1 is missing. Install Riskcast again.</source>
        <translation>नमूना परियोजना %1 नहीं मिली। Riskcast को फिर से स्थापित करें।</translation>
    </message>
</context>
<context>
    <name>riskcast::CellPanel</name>
    <message>
        <source>Chosen cell</source>
        <translation>चुना गया सेल</translation>
    </message>
    <message>
        <source>Risk by step</source>
        <translation>चरण के अनुसार जोखिम</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>घटनाएँ</translation>
    </message>
    <message>
        <source>Risk of the cell and its &amp;neighbours</source>
        <translation>सेल और उसके पड़ोसियों का जोखिम (&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Riskiest cell</source>
        <translation>सर्वाधिक जोखिम वाला सेल (&amp;R)</translation>
    </message>
    <message>
        <source>Risk of the cell and its neighbours, the north at the top</source>
        <translation>सेल और उसके पड़ोसियों का जोखिम, उत्तर ऊपर</translation>
    </message>
    <message>
        <source>Double-click a neighbour, or press Enter on it, to go there</source>
        <translation>किसी पड़ोसी पर जाने के लिए उस पर डबल-क्लिक करें या Enter दबाएँ</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>जोखिम</translation>
    </message>
    <message>
        <source>Other raster</source>
        <translation>दूसरा रास्टर</translation>
    </message>
    <message>
        <source>Long-run rate</source>
        <translation>दीर्घकालिक दर</translation>
    </message>
    <message>
        <source>Incidents by week</source>
        <translation>सप्ताह के अनुसार घटनाएँ</translation>
    </message>
    <message>
        <source>Incidents by step</source>
        <translation>चरण के अनुसार घटनाएँ</translation>
    </message>
</context>
<context>
    <name>riskcast::CellPicker</name>
    <message>
        <source>Choose on &amp;map</source>
        <translation>मैप पर चुनें (&amp;M)</translation>
    </message>
    <message>
        <source>Click a cell on the map to see its risk step by step</source>
        <translation>किसी सेल का जोखिम चरण दर चरण देखने के लिए मैप पर उस पर क्लिक करें</translation>
    </message>
    <message>
        <source>That is outside of the raster. Click on a cell of it.</source>
        <translation>यह रास्टर के बाहर है। उसके किसी सेल पर क्लिक करें।</translation>
    </message>
    <message>
        <source>That place has no counterpart in the raster&apos;s coordinate reference system. Click on a cell of it.</source>
        <translation>रास्टर की निर्देशांक संदर्भ प्रणाली में इस स्थान का कोई समकक्ष नहीं है। उसके किसी सेल पर क्लिक करें।</translation>
    </message>
</context>
<context>
    <name>riskcast::ComparePanel</name>
    <message>
        <source>Nothing</source>
        <translation>कुछ नहीं</translation>
    </message>
    <message>
        <source>Risk raster to compare with</source>
        <translation>तुलना के लिए जोखिम रास्टर</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>तुलना</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>इससे तुलना करें (&amp;C)</translation>
    </message>
    <message>
        <source>The other raster has another grid, so that its cells cannot be compared. Choose one of the same heatmap stack.</source>
        <translation>दूसरे रास्टर की जाली अलग है, इसलिए उसके सेलों की तुलना नहीं हो सकती। उसी उष्णता-मैप स्टैक का एक चुनें।</translation>
    </message>
    <message>
        <source>Flagged in both: %1 of %2 cells</source>
        <translation>दोनों में चिह्नित: %2 में से %1 सेल</translation>
    </message>
    <message>
        <source>The other raster does not have this step.</source>
        <translation>दूसरे रास्टर में यह चरण नहीं है।</translation>
    </message>
</context>
<context>
    <name>riskcast::Desktop</name>
    <message>
        <source>&amp;Riskcast</source>
        <translation>&amp;Riskcast</translation>
    </message>
    <message>
        <source>Risk &amp;explorer</source>
        <translation>जोखिम एक्सप्लोरर (&amp;E)</translation>
    </message>
    <message>
        <source>Look into a risk raster: step by step, above a percentile, cell by cell</source>
        <translation>जोखिम रास्टर के भीतर देखें: चरण दर चरण, किसी पर्सेंटाइल के ऊपर, सेल दर सेल</translation>
    </message>
</context>
<context>
    <name>riskcast::FlagPanel</name>
    <message>
        <source>Percentile above which cells are flagged</source>
        <translation>पर्सेंटाइल जिसके ऊपर सेल चिह्नित होते हैं</translation>
    </message>
    <message>
        <source>Percentile as a number</source>
        <translation>पर्सेंटाइल, संख्या के रूप में</translation>
    </message>
    <message>
        <source>&amp;Percentile</source>
        <translation>पर्सेंटाइल (&amp;P)</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>क्षेत्रफल</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>सेल</translation>
    </message>
    <message>
        <source>Expected incidents</source>
        <translation>अपेक्षित घटनाएँ</translation>
    </message>
    <message>
        <source>Show risk c&amp;lasses</source>
        <translation>जोखिम वर्ग दिखाएँ (&amp;L)</translation>
    </message>
    <message>
        <source>Draws the map in the graded classes of its model again</source>
        <translation>मैप को फिर से उसके मॉडल के क्रमिक वर्गों में बनाता है</translation>
    </message>
    <message>
        <source>What happened: cells by label</source>
        <translation>क्या हुआ: लेबल के अनुसार सेल</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>यह चरण</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>हिट दर</translation>
    </message>
    <message>
        <source>Share of the cells with an incident that are flagged</source>
        <translation>घटना वाले सेलों का वह हिस्सा जो चिह्नित है</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n चरण</numerusform>
            <numerusform>%n चरण</numerusform>
        </translation>
    </message>
    <message>
        <source>All steps of the raster of which it is known what happened</source>
        <translation>रास्टर के वे सभी चरण जिनके बारे में ज्ञात है कि क्या हुआ</translation>
    </message>
    <message>
        <source>What happened in this step is not known.</source>
        <translation>इस चरण में क्या हुआ, यह ज्ञात नहीं है।</translation>
    </message>
    <message>
        <source>Add a heatmap stack of the same grid that goes on beyond it, or its raster of six labels, to the project.</source>
        <translation>उसी जाली का ऐसा उष्णता-मैप स्टैक जो इस चरण से आगे तक जाता हो, या उसका छह लेबलों का रास्टर, परियोजना में जोड़ें।</translation>
    </message>
</context>
<context>
    <name>riskcast::RiskExplorerDock</name>
    <message>
        <source>Risk explorer</source>
        <translation>जोखिम एक्सप्लोरर</translation>
    </message>
    <message>
        <source>Risk raster</source>
        <translation>जोखिम रास्टर</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>चरण</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>संदेश</translation>
    </message>
    <message>
        <source>Risk r&amp;aster</source>
        <translation>जोखिम रास्टर (&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>चरण (&amp;S)</translation>
    </message>
    <message>
        <source>Flagged cells</source>
        <translation>चिह्नित सेल</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>सेल</translation>
    </message>
    <message>
        <source>Another raster</source>
        <translation>एक और रास्टर</translation>
    </message>
    <message>
        <source>There is no risk raster in the project. Add one, or make one with the algorithm &quot;Predict risk&quot;.</source>
        <translation>परियोजना में कोई जोखिम रास्टर नहीं है। एक जोड़ें, या एल्गोरिदम &quot;जोखिम का अनुमान लगाएँ&quot; से बनाएँ।</translation>
    </message>
    <message>
        <source>No cell has data in this step.</source>
        <translation>इस चरण में किसी सेल में डेटा नहीं है।</translation>
    </message>
    <message>
        <source>Choose a cell on the map, or the riskiest one.</source>
        <translation>मैप पर कोई सेल चुनें, या सबसे अधिक जोखिम वाला।</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>क्यों</translation>
    </message>
</context>
<context>
    <name>riskcast::SettingsPage</name>
    <message>
        <source>Choose the Riskcast Engine</source>
        <translation>Riskcast इंजन चुनें</translation>
    </message>
    <message>
        <source>The one that came with the plugin</source>
        <translation>प्लगिन के साथ आया हुआ</translation>
    </message>
    <message>
        <source>Engine that is used</source>
        <translation>उपयोग में आने वाला इंजन</translation>
    </message>
    <message>
        <source>Automatic: a GPU if there is one</source>
        <translation>स्वचालित: GPU, यदि हो</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Where networks are trained, unless a training is told otherwise</source>
        <translation>नेटवर्क कहाँ प्रशिक्षित होते हैं, जब तक किसी प्रशिक्षण को कुछ और न कहा जाए</translation>
    </message>
    <message>
        <source>All processors</source>
        <translation>सभी प्रोसेसर</translation>
    </message>
    <message>
        <source>Threads that networks compute with. Fewer leave the computer free for other work</source>
        <translation>थ्रेड जिनसे नेटवर्क गणना करते हैं। कम होने पर कंप्यूटर दूसरे काम के लिए खाली रहता है</translation>
    </message>
    <message>
        <source>Graded: a colour for each class</source>
        <translation>क्रमिक: हर वर्ग का एक रंग</translation>
    </message>
    <message>
        <source>Flagged: flagged cells in one colour, the rest muted</source>
        <translation>चिह्नित: चिह्नित सेल एक रंग में, बाकी फीके</translation>
    </message>
    <message>
        <source>Of the results of &quot;Classify risk&quot;, unless it is told otherwise</source>
        <translation>&quot;जोखिम का वर्गीकरण करें&quot; के परिणामों का, जब तक उसे कुछ और न कहा जाए</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>इंजन (&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Device for training</source>
        <translation>प्रशिक्षण का उपकरण (&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>थ्रेड (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Look of risk classes</source>
        <translation>जोखिम वर्गों का रूप (&amp;L)</translation>
    </message>
</context>
<context>
    <name>riskcast::TimeChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>riskcast::WhyPanel</name>
    <message>
        <source>Why this risk</source>
        <translation>यह जोखिम क्यों</translation>
    </message>
    <message>
        <source>What each factor does to the risk of the cell</source>
        <translation>हर कारक सेल के जोखिम पर क्या प्रभाव डालता है</translation>
    </message>
    <message>
        <source>By occlusion, as the algorithm &quot;Explain risk&quot; does: the model predicts the step again with something left out, first the recent incidents in the cell, then those nearby, then season and weekday. What changes is its effect. It explains the model, not the world.</source>
        <translation>आच्छादन से, जैसा एल्गोरिदम &quot;जोखिम की व्याख्या करें&quot; करता है: मॉडल कुछ छोड़कर चरण का अनुमान फिर लगाता है, पहले सेल की हाल की घटनाएँ, फिर पास की, फिर ऋतु और वार। जो बदलता है वह उसका प्रभाव है। यह मॉडल की व्याख्या है, संसार की नहीं।</translation>
    </message>
    <message>
        <source>Share of the factor: how much of all effects is its own</source>
        <translation>कारक का हिस्सा: सभी प्रभावों में से कितना उसका अपना है</translation>
    </message>
    <message>
        <source>What the factor does to the odds of an incident, p / (1 − p)</source>
        <translation>कारक घटना के संभावना-अनुपात, p / (1 − p), पर क्या प्रभाव डालता है</translation>
    </message>
    <message>
        <source>From the mean of the area down to the risk of the cell</source>
        <translation>क्षेत्र के औसत से नीचे सेल के जोखिम तक</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>हिस्सा</translation>
    </message>
    <message>
        <source>Odds</source>
        <translation>संभावना-अनुपात</translation>
    </message>
    <message>
        <source>Risk with it</source>
        <translation>इसके साथ जोखिम</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>मॉडल (*.safetensors)</translation>
    </message>
    <message>
        <source>Model that made the map</source>
        <translation>मॉडल जिसने मैप बनाया</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>मॉडल (&amp;M)</translation>
    </message>
    <message>
        <source>The cell has no data.</source>
        <translation>सेल में कोई डेटा नहीं है।</translation>
    </message>
    <message>
        <source>Choose a cell on the map, or the riskiest one.</source>
        <translation>मैप पर कोई सेल चुनें, या सबसे अधिक जोखिम वाला।</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>रद्द करें (&amp;L)</translation>
    </message>
    <message>
        <source>E&amp;xplain this map…</source>
        <translation>इस मैप की व्याख्या करें… (&amp;X)</translation>
    </message>
    <message>
        <source>A map is being explained. Its progress is in the status bar of QGIS.</source>
        <translation>एक मैप की व्याख्या हो रही है। प्रगति QGIS की स्थिति पट्टी में है।</translation>
    </message>
    <message>
        <source>This step is not explained yet. Choose the model that made the map to find out what counts in each cell.</source>
        <translation>इस चरण की व्याख्या अभी नहीं हुई है। हर सेल में क्या मायने रखता है यह जानने के लिए वह मॉडल चुनें जिसने मैप बनाया।</translation>
    </message>
    <message>
        <source>There is no risk raster.</source>
        <translation>कोई जोखिम रास्टर नहीं है।</translation>
    </message>
    <message>
        <source>The raster is finer than the grid of its model. Predict without &quot;Finer for display&quot; to see why.</source>
        <translation>रास्टर अपने मॉडल की जाली से महीन है। कारण देखने के लिए &quot;दिखाने के लिए महीन&quot; के बिना अनुमान लगाएँ।</translation>
    </message>
    <message>
        <source>Add the heatmap stack that the raster was predicted from to the project to see why.</source>
        <translation>कारण देखने के लिए परियोजना में वह उष्णता-मैप स्टैक जोड़ें जिससे रास्टर का अनुमान लगाया गया।</translation>
    </message>
    <message>
        <source>With this model and these heatmaps, the step has another map. Choose the model that made this one, or predict again.</source>
        <translation>इस मॉडल और इन उष्णता-मैपों से चरण का मैप दूसरा बनता है। वह मॉडल चुनें जिसने यह बनाया, या फिर से अनुमान लगाएँ।</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>क्यों: %1</translation>
    </message>
</context>
</TS>
